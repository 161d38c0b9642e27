import { AwsError, type WireRequest, type WireResponse } from './service.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The JSON object in the body, `{}` for an empty one; SerializationException for anything else, as AWS answers. */
export function readJsonBody(request: WireRequest): Record<string, unknown> {
  if (request.body.length === 0) return {};
  let value: unknown;
  try {
    value = JSON.parse(utf8.decode(request.body));
  } catch {
    throw new AwsError('SerializationException', 'The request body is not valid JSON in UTF-8.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new AwsError('SerializationException', 'Start of structure or map found where not expected.');
  }
  return value as Record<string, unknown>;
}

/** A successful answer in json-1.0 or json-1.1. */
export function jsonResponse(version: '1.0' | '1.1', output: unknown): WireResponse {
  return {
    status: 200,
    headers: { 'content-type': `application/x-amz-json-${version}` },
    body: JSON.stringify(output),
  };
}
