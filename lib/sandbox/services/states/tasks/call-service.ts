import http from 'node:http';

export interface ServiceCall {
  endpoint: string;
  region: string;
  /** signing name */
  service: 'lambda' | 'events';
  path: string;
  headers: Record<string, string>;
  body: string;
  signal: AbortSignal;
}

export interface ServiceAnswer {
  status: number;
  /** names as they came, each with its first value */
  headers: Record<string, string>;
  requestId: string;
  body: Buffer;
}

/** The call did not get an answer; a task names it `….SdkClientException`. */
export class NoAnswer extends Error {}

/**
 * Calls another service of the sandbox over its wire protocol, as Step Functions calls AWS's: injected faults strike it
 * as they strike any caller. Has no timeout of its own; rejects with the signal's reason, or NoAnswer.
 */
export function callService(call: ServiceCall): Promise<ServiceAnswer> {
  const { endpoint, region, service, path, headers, body, signal } = call;
  return new Promise((resolve, reject) => {
    const request = http.request(
      endpoint + path,
      {
        method: 'POST',
        agent: false,
        signal,
        headers: {
          authorization: `AWS4-HMAC-SHA256 Credential=states/20260101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`,
          'content-length': Buffer.byteLength(body),
          connection: 'close',
          ...headers,
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', failed);
        response.on('end', () => {
          const named = headersOf(response.rawHeaders);
          resolve({
            status: response.statusCode ?? 500,
            headers: named,
            requestId: String(response.headers['x-amzn-requestid'] ?? ''),
            body: Buffer.concat(chunks),
          });
        });
      },
    );
    const failed = (error: Error) =>
      reject(
        signal.aborted ? signal.reason : new NoAnswer(`Unable to execute HTTP request: ${error.message}`),
      );
    request.on('error', failed);
    request.end(body);
  });
}

function headersOf(raw: string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let index = 0; index + 1 < raw.length; index += 2) headers[raw[index] ?? ''] ??= raw[index + 1] ?? '';
  return headers;
}
