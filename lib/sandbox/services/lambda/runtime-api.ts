import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** One event for a handler, as the Runtime API's `next` delivers it. */
interface RuntimeInvocation {
  requestId: string;
  payload: Buffer;
  /** epoch ms */
  deadlineMs: number;
  functionArn: string;
  traceHeader: string;
  clientContext: string | null;
}

/** What the runtime says: it is ready, it answered, or its init failed. */
export interface RuntimeEvents {
  onReady(): void;
  onAnswer(answer: RuntimeAnswer): void;
  onInitError(answer: RuntimeAnswer): void;
}
export interface RuntimeAnswer {
  body: Buffer;
  failed: boolean;
  /** Bytes of log frames that the runtime had written before it answered. */
  logBytes: number;
  /** The process ends after this answer. */
  exiting: boolean;
  /** null when the runtime did not say */
  peakMemoryMb: number | null;
}

export interface RuntimeApi {
  /** Serves the connection that a runtime was started with. */
  attach(connection: Duplex): void;
  deliver(invocation: RuntimeInvocation): void;
  close(): void;
}

const PATH =
  /^\/2018-06-01\/runtime\/(?:invocation\/(next)|invocation\/([^/]+)\/(response|error)|init\/(error))$/;
const MAX_ANSWER_BYTES = 32_000_000;

/**
 * Lambda's Runtime API of one execution environment, over the socket pair that its process inherits: nobody else on
 * this machine can take its events, and no port is opened.
 * https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export function createRuntimeApi(events: RuntimeEvents): RuntimeApi {
  let attached: Duplex | null = null;
  let waiting: ServerResponse | null = null;
  let current: RuntimeInvocation | null = null;

  function handle(request: IncomingMessage, response: ServerResponse): void {
    const { headers } = request;
    const match = PATH.exec(request.url ?? '');
    if (match === null) {
      end(response, 403, 'InvalidRequest');
      return;
    }
    const [, next, requestId, outcome, initError] = match;
    if (next !== undefined) {
      waiting = response;
      events.onReady();
      return;
    }
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= MAX_ANSWER_BYTES) chunks.push(chunk);
    });
    request.on('end', () => {
      const peak = Number(headers['x-peak-memory-mb']);
      const answer: RuntimeAnswer = {
        body: chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks),
        failed: outcome === 'error',
        logBytes: Number(headers['x-log-bytes'] ?? 0),
        exiting: headers['x-exiting'] === '1',
        peakMemoryMb: peak > 0 ? peak : null,
      };
      if (initError !== undefined) events.onInitError(answer);
      else if (current === null || requestId !== current.requestId) {
        end(response, 400, 'InvalidRequestID');
        return;
      } else {
        current = null;
        events.onAnswer(answer);
      }
      end(response, 202, 'OK');
    });
  }

  const server = http.createServer({ keepAliveTimeout: 0, requestTimeout: 0 }, handle);
  return {
    attach(connection) {
      attached = connection;
      server.emit('connection', connection);
    },
    deliver(invocation) {
      current = invocation;
      waiting?.writeHead(200, {
        'content-type': 'application/json',
        'content-length': invocation.payload.length,
        'lambda-runtime-aws-request-id': invocation.requestId,
        'lambda-runtime-deadline-ms': invocation.deadlineMs,
        'lambda-runtime-invoked-function-arn': invocation.functionArn,
        'lambda-runtime-trace-id': invocation.traceHeader,
        ...(invocation.clientContext === null
          ? {}
          : { 'lambda-runtime-client-context': invocation.clientContext }),
      });
      waiting?.end(invocation.payload);
      waiting = null;
    },
    close() {
      attached?.destroy();
    },
  };
}

function end(response: ServerResponse, status: number, word: string): void {
  const body = JSON.stringify({ status: word });
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}
