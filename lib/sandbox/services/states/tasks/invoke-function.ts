import { isJsonObject, type Json, type JsonObject, parseJson } from '../asl/json.ts';
import type { TaskOutcome } from '../run/task.ts';
import { callService, NoAnswer, type ServiceAnswer } from './call-service.ts';
import { sdkMetadata } from './sdk-metadata.ts';
import type { TaskSurroundings } from './task-surroundings.ts';

const UNKNOWN_WORDS =
  'The cause could not be determined because Lambda did not return an error type. Returned payload: ';

/** The task `lambda:invoke`: its result is Invoke's whole answer. */
export async function invokeFunction(parameters: Json, around: TaskSurroundings): Promise<TaskOutcome> {
  const given: JsonObject = isJsonObject(parameters) ? parameters : {};
  const { FunctionName, InvocationType, Payload, Qualifier, ClientContext } = given;
  if (typeof FunctionName !== 'string') {
    return failed('States.Runtime', "The field 'FunctionName' is required but was missing");
  }
  if (
    InvocationType !== undefined &&
    !['RequestResponse', 'Event', 'DryRun'].includes(String(InvocationType))
  ) {
    return failed('Lambda.AWSLambdaException', `${String(InvocationType)} is not a known InvocationType`);
  }
  const name = typeof Qualifier === 'string' ? `${FunctionName}:${Qualifier}` : FunctionName;
  const denied = around.denied('lambda:InvokeFunction', functionArn(name, around));
  if (denied !== null) return failed('Lambda.AWSLambdaException', denied);
  const answer = await invoke(name, Payload, around, {
    ...(typeof InvocationType === 'string' ? { 'x-amz-invocation-type': InvocationType } : {}),
    ...(ClientContext === undefined ? {} : { 'x-amz-client-context': base64Of(ClientContext) }),
  });
  if ('kind' in answer) return answer;
  const output: JsonObject = {
    ...(answer.headers['X-Amz-Executed-Version'] === undefined
      ? {}
      : { ExecutedVersion: answer.headers['X-Amz-Executed-Version'] }),
    ...(answer.body.length === 0 ? {} : { Payload: payloadOf(answer.body) }),
    ...sdkMetadata(answer),
    StatusCode: answer.status,
  };
  return { kind: 'succeeded', output };
}

/** A task that names a function by its ARN: its result is the function's own. */
export async function runFunction(arn: string, input: Json, around: TaskSurroundings): Promise<TaskOutcome> {
  const denied = around.denied('lambda:InvokeFunction', arn);
  if (denied !== null) return failed('Lambda.AWSLambdaException', denied);
  const answer = await invoke(arn, input, around);
  return 'kind' in answer ? answer : { kind: 'succeeded', output: payloadOf(answer.body) };
}

async function invoke(
  functionName: string,
  payload: Json | undefined,
  around: TaskSurroundings,
  headers: Record<string, string> = {},
): Promise<ServiceAnswer | TaskOutcome> {
  const trace = around.traceHeader();
  let answer: ServiceAnswer;
  try {
    answer = await callService({
      endpoint: around.endpoint,
      region: around.region,
      service: 'lambda',
      path: `/2015-03-31/functions/${encodeURIComponent(functionName)}/invocations`,
      headers: {
        'content-type': 'application/json',
        ...(trace === null ? {} : { 'x-amzn-trace-id': trace }),
        ...headers,
      },
      body: payload === undefined ? '' : JSON.stringify(payload),
      signal: around.signal,
    });
  } catch (error) {
    if (error instanceof NoAnswer) return failed('Lambda.SdkClientException', error.message);
    throw error;
  }
  if (answer.status >= 300) return refusal(answer);
  const functionError = answer.headers['X-Amz-Function-Error'];
  return functionError === undefined ? answer : functionFailure(answer.body);
}

/** What Lambda itself answers: its error's name after `Lambda.`, its words with where they come from. */
function refusal({ status, headers, requestId, body }: ServiceAnswer): TaskOutcome {
  const code = headers['x-amzn-errortype'] ?? 'AWSLambdaException';
  const value = payloadOf(body);
  const message = isJsonObject(value) && typeof value.message === 'string' ? value.message : 'null';
  const words = `${message} (Service: Lambda, Status Code: ${status}, Request ID: ${requestId})`;
  return failed(`Lambda.${code === 'AccessDeniedException' ? 'AWSLambdaException' : code}`, words);
}

/** The function's error: its type, and its whole answer as the cause. */
function functionFailure(body: Buffer): TaskOutcome {
  const text = body.toString();
  const value = payloadOf(body);
  const type = isJsonObject(value) ? value.errorType : undefined;
  return typeof type === 'string' && type !== ''
    ? failed(type, text)
    : failed('Lambda.Unknown', `${UNKNOWN_WORDS}${text}`);
}

function payloadOf(body: Buffer): Json {
  const text = body.toString();
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}

function functionArn(name: string, { region, accountId }: TaskSurroundings): string {
  return name.startsWith('arn:')
    ? name
    : `arn:aws:lambda:${region}:${accountId}:function:${name.replace(/^(\d{12}:)?function:/, '')}`;
}

function base64Of(context: Json): string {
  return typeof context === 'string' ? context : Buffer.from(JSON.stringify(context)).toString('base64');
}

function failed(error: string, cause: string): TaskOutcome {
  return { kind: 'failed', error, cause };
}
