/** Calls the sandbox's Lambda over its wire protocol, as any client does. */
export interface ExampleClient {
  endpoint: string;
  region: string;
}

const TIMEOUT_MS = 10_000;

/** Sends one request; returns its status and the error code of a refusal. Rejects when nothing answers. */
export async function callLambda(
  client: ExampleClient,
  method: 'POST' | 'PUT' | 'GET',
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; errorCode: string | null }> {
  const response = await fetch(client.endpoint + path, {
    method,
    headers: {
      'content-type': 'application/json',
      authorization: `AWS4-HMAC-SHA256 Credential=examples/20260101/${client.region}/lambda/aws4_request, SignedHeaders=host, Signature=0`,
      ...headers,
    },
    signal: AbortSignal.timeout(TIMEOUT_MS),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  await response.arrayBuffer();
  return { status: response.status, errorCode: response.headers.get('x-amzn-errortype') };
}
