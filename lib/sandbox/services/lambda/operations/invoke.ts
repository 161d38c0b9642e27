import { AwsError, type WireResponse } from '../../../service.ts';
import { continueTrace, responseTraceHeaderOf } from '../invocation-trace.ts';
import { emptyAnswer, functionOf, type LambdaCall } from '../lambda-call.ts';
import { invalidMember } from '../validate-settings.ts';

const MAX_SYNC_BYTES = 6_291_456;
const MAX_ASYNC_BYTES = 1_048_576;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Invoke; https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
export async function invoke(call: LambdaCall): Promise<WireResponse> {
  const { request, clock } = call;
  const type = headerOf(call, 'x-amz-invocation-type') ?? 'RequestResponse';
  if (type !== 'RequestResponse' && type !== 'Event' && type !== 'DryRun') {
    throw invalidMember(
      type,
      'invocationType',
      'Member must satisfy enum value set: [RequestResponse, Event, DryRun]',
    );
  }
  const logType = headerOf(call, 'x-amz-log-type') ?? 'None';
  if (logType !== 'None' && logType !== 'Tail') {
    throw invalidMember(logType, 'logType', 'Member must satisfy enum value set: [None, Tail]');
  }
  const fn = functionOf(call);
  const payload = readPayload(request.body, type);
  if (type === 'DryRun') return emptyAnswer();
  const trace = continueTrace(
    headerOf(call, 'x-amzn-trace-id'),
    fn.arn,
    fn.settings.TracingConfig.Mode,
    clock.now(),
  );
  const headers = {
    'X-Amzn-Trace-Id': responseTraceHeaderOf(trace),
    'x-amzn-Remapped-Content-Length': '0',
  };
  if (type === 'Event') {
    await call.queue.accept({
      requestId: request.requestId,
      region: fn.region,
      functionName: fn.name,
      payload: payload.toString('base64'),
      trace,
      failedAttempts: 0,
    });
    return { status: 202, headers, body: '' };
  }
  const result = await call.invoker.invoke(
    fn,
    {
      requestId: request.requestId,
      payload,
      trace,
      clientContext: readClientContext(headerOf(call, 'x-amz-client-context')),
      tail: logType === 'Tail',
    },
    false,
  );
  if (result.kind === 'recursion-stopped') {
    throw new AwsError(
      'RecursiveInvocationException',
      `Lambda stopped the invocation of function ${fn.arn} because it detected that the function is being invoked in a recursive loop with other Amazon Web Services resources.`,
    );
  }
  if (result.kind === 'throttled') {
    throw new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429, { Reason: result.reason });
  }
  const { outcome } = result;
  return {
    status: 200,
    headers: {
      ...headers,
      'content-type': 'application/json',
      'X-Amz-Executed-Version': '$LATEST',
      ...(outcome.failed ? { 'X-Amz-Function-Error': 'Unhandled' } : {}),
      ...(outcome.tail === null ? {} : { 'X-Amz-Log-Result': outcome.tail.toString('base64') }),
    },
    body: outcome.payload,
  };
}

function headerOf(call: LambdaCall, name: string): string | undefined {
  const value = call.request.headers[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The payload's bytes as they came, `{}` for none. They must be JSON in UTF-8, and are never written anew. */
function readPayload(body: Buffer, type: 'RequestResponse' | 'Event' | 'DryRun'): Buffer {
  const limit = type === 'Event' ? MAX_ASYNC_BYTES : MAX_SYNC_BYTES;
  if (body.length > limit) {
    throw new AwsError(
      'RequestTooLargeException',
      `${body.length} byte payload is too large for the ${type} invocation type (limit ${limit} bytes)`,
      413,
    );
  }
  if (body.length === 0) return Buffer.from('{}');
  try {
    JSON.parse(utf8.decode(body));
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown';
    throw new AwsError('InvalidRequestContentException', `Could not parse request body into json: ${reason}`);
  }
  return body;
}

/** The client context's JSON text; it came as base64. */
function readClientContext(header: string | undefined): string | null {
  if (header === undefined) return null;
  const text = Buffer.from(header, 'base64').toString('utf8');
  try {
    return JSON.stringify(JSON.parse(text)).replace(/[\u0080-\uffff]/g, escapeUnicode);
  } catch {
    throw new AwsError(
      'InvalidRequestContentException',
      'Client context must be a valid Base64-encoded JSON object.',
    );
  }
}

/** Headers carry ASCII only. */
function escapeUnicode(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
