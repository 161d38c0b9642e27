/** Calls the sandbox's services over their wire protocols, as any client does. */
export interface ExampleClient {
  endpoint: string;
  region: string;
}

const TIMEOUT_MS = 10_000;

interface ExampleAnswer {
  status: number;
  errorCode: string | null;
  text: string;
}

/** Sends one request to Lambda; returns its status, its body and the error code of a refusal. Rejects when nothing answers. */
export function callLambda(
  client: ExampleClient,
  method: 'POST' | 'PUT' | 'GET',
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<ExampleAnswer> {
  return call(client, 'lambda', method, path, { 'content-type': 'application/json', ...headers }, body);
}

/** Sends one request to EventBridge, as `callLambda` does to Lambda. */
export function callEvents(client: ExampleClient, operation: string, body: unknown): Promise<ExampleAnswer> {
  const headers = {
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': `AWSEvents.${operation}`,
  };
  return call(client, 'events', 'POST', '/', headers, body);
}

/** Sends one request to Step Functions. */
export function callStates(client: ExampleClient, operation: string, body: unknown): Promise<ExampleAnswer> {
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': `AWSStepFunctions.${operation}`,
  };
  return call(client, 'states', 'POST', '/', headers, body);
}

/** Sends one request to IAM, form-encoded as it wants it. */
export function callIam(client: ExampleClient, form: Record<string, string>): Promise<ExampleAnswer> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return call(client, 'iam', 'POST', '/', headers, new URLSearchParams(form));
}

async function call(
  { endpoint, region }: ExampleClient,
  service: string,
  method: string,
  path: string,
  headers: Record<string, string>,
  body: unknown,
): Promise<ExampleAnswer> {
  const response = await fetch(endpoint + path, {
    method,
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=examples/20260101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`,
      ...headers,
    },
    signal: AbortSignal.timeout(TIMEOUT_MS),
    ...(body === undefined ? {} : { body: body instanceof URLSearchParams ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  // the query protocol names its errors in the body only
  const code = response.headers.get('x-amzn-errortype') ?? /<Code>(\w+)<\/Code>/.exec(text)?.[1] ?? null;
  return { status: response.status, errorCode: code, text };
}
