import { escapeXml } from './escape-xml.ts';
import type { AwsError, SandboxService, WireResponse } from './service.ts';

/** What services that once spoke the query protocol called these errors there. */
const QUERY_CODES: Readonly<Record<string, string | undefined>> = {
  QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue',
  QueueNameExists: 'QueueAlreadyExists',
};

type Protocol = SandboxService['protocol'];

/** The error in the protocol that the caller speaks; `queryCompatible` adds the header that json-1.0 clients of a former query service read. */
export function errorResponse(
  error: AwsError,
  protocol: Protocol,
  requestId: string,
  queryCompatible = false,
): WireResponse {
  if (protocol === 'query') {
    const type = error.status >= 500 ? 'Receiver' : 'Sender';
    const body = `<ErrorResponse><Error><Type>${type}</Type><Code>${escapeXml(error.code)}</Code><Message>${escapeXml(error.message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
    return { status: error.status, headers: { 'content-type': 'text/xml' }, body };
  }
  const headers: Record<string, string> = {
    'content-type': protocol === 'rest-json' ? 'application/json' : `application/x-amz-${protocol}`,
    'x-amzn-errortype': error.code,
  };
  if (queryCompatible) {
    headers['x-amzn-query-error'] =
      `${QUERY_CODES[error.code] ?? error.code};${error.status >= 500 ? 'Receiver' : 'Sender'}`;
  }
  const content =
    protocol === 'rest-json'
      ? { Type: error.status >= 500 ? 'Server' : 'User', message: error.message, Message: error.message }
      : { __type: error.code, message: error.message };
  return { status: error.status, headers, body: JSON.stringify({ ...content, ...error.extra }) };
}
