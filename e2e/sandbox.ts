import { setTimeout as delay } from 'node:timers/promises';
import {
  CreateFunctionCommand,
  type CreateFunctionCommandInput,
  InvokeCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';

const POLL_MS = 100;

/** A Lambda client of the sandbox that the specs share, or of the one at `endpoint`. */
export function sandboxLambda(endpoint = process.env.REPRISE_SANDBOX_URL): LambdaClient {
  if (endpoint === undefined) throw new Error('global-setup did not start a sandbox');
  return new LambdaClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' },
  });
}

/** Deploys `source` (an ES module that exports `handler`) as a function of its own name. */
export async function deployFunction(
  lambda: LambdaClient,
  name: string,
  source: string,
  configuration: Partial<CreateFunctionCommandInput> = {},
): Promise<void> {
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName: name,
      Role: 'arn:aws:iam::000000000000:role/e2e',
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Timeout: 90,
      Code: { ZipFile: zipSync({ 'index.mjs': strToU8(source) }) },
      ...configuration,
    }),
  );
}

/** Invokes asynchronously and returns the request ID. */
export async function invokeEvent(lambda: LambdaClient, name: string, payload: unknown): Promise<string> {
  const { $metadata } = await lambda.send(
    new InvokeCommand({
      FunctionName: name,
      InvocationType: 'Event',
      Payload: strToU8(JSON.stringify(payload)),
    }),
  );
  return $metadata.requestId ?? '';
}

/** Polls until `read` answers something other than null; throws after `timeoutMs`. */
export async function eventually<T>(read: () => Promise<T | null>, timeoutMs = 20_000): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const value = await read();
    if (value !== null) return value;
    if (Date.now() > deadline) throw new Error(`nothing within ${timeoutMs} ms`);
    await delay(POLL_MS);
  }
}

/** A handler that runs itself again until `attempt` reaches `event.until`, printing the marker by hand. */
export const POLLER = `
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
const lambda = new LambdaClient({});
export const handler = async (event, context) => {
  const attempt = event.attempt ?? 1;
  console.log('polling order', event.orderId, 'attempt', attempt);
  if (event.failAt === attempt) throw Object.assign(new Error('issuer unavailable'), { name: 'CardDeclined' });
  if (attempt >= event.until) return { status: 'READY', attempt };
  const { $metadata } = await lambda.send(new InvokeCommand({
    FunctionName: context.functionName, InvocationType: 'Event',
    Payload: JSON.stringify({ ...event, attempt: attempt + 1 }),
  }));
  console.log(JSON.stringify({ rerun: { v: 1, via: 'invoke', attempt, maxAttempts: event.until, reason: 'status=PENDING',
    requestId: context.awsRequestId, next: { requestId: $metadata.requestId }, input: event } }));
  return { status: 'PENDING', attempt };
};
`;
