import { randomUUID } from 'node:crypto';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { answerControl, type SandboxStatus } from './control-route.ts';
import { readCredentialScope } from './credential-scope.ts';
import { errorResponse } from './error-response.ts';
import type { FaultBoard } from './fault-board.ts';
import { faultError } from './fault-error.ts';
import { judgeDoor } from './judge-door.ts';
import { readBody } from './read-body.ts';
import { AwsError, type SandboxService, type WireRequest, type WireResponse } from './service.ts';
import { unknownOperation } from './unknown-operation.ts';

const DEFAULT_MAX_BODY_BYTES = 10_000_000;
const CONTROL_MAX_BODY_BYTES = 64_000;
const FORM = 'application/x-www-form-urlencoded';

export interface SandboxServer {
  port: number;
  endpoint: string;
  /** Stops listening and ends open connections within 2 s. */
  stop(): Promise<void>;
}

/** Serves AWS's wire protocols on 127.0.0.1; port 0 picks a free one. Rejects with EADDRINUSE where the port is taken. */
export async function startServer(options: {
  port: number;
  services: SandboxService[];
  faults: FaultBoard;
  accountId: string;
  status: () => SandboxStatus;
  /** told of bugs: errors that no service meant to give */
  onBug: (error: unknown, operation: string) => void;
}): Promise<SandboxServer> {
  const { faults, accountId, onBug } = options;
  const services = new Map(options.services.map((service) => [service.signingName, service]));

  async function answerAws(message: IncomingMessage, response: ServerResponse, requestId: string) {
    const target = headerOf(message, 'x-amz-target');
    const form = message.headers['content-type']?.startsWith(FORM) === true;
    const scope = readCredentialScope(message.headers.authorization);
    const service = scope === null ? undefined : services.get(scope.signingName);
    const protocol: SandboxService['protocol'] = form
      ? 'query'
      : (service?.protocol ?? (target === undefined ? 'rest-json' : 'json-1.1'));
    const queryCompatible = message.headers['x-amzn-query-mode'] === 'true';
    let operation = '(unknown)';
    let loseReply = false;
    try {
      const refused = judgeDoor(message.headers);
      if (refused !== null) throw refused;
      if (scope === null) {
        throw new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token', 403);
      }
      const url = readUrl(message.url ?? '/');
      const body = await readBody(message, service?.maxBodyBytes ?? DEFAULT_MAX_BODY_BYTES);
      const method = message.method ?? 'GET';
      const request: WireRequest = {
        method,
        path: url.path,
        query: url.query,
        headers: message.headers,
        body,
        region: scope.region,
        requestId,
        response,
      };
      const known = service?.operationOf(request) ?? null;
      if (service === undefined || known === null) {
        const action = form ? new URLSearchParams(body.toString()).get('Action') : null;
        throw unknownOperation(protocol, { method, path: url.path, target, action });
      }
      operation = known;
      const struck = faults.onRequest(operation, request);
      for (const fault of struck) {
        if (fault.kind === 'delay') await wait(fault.delayMs);
        if (fault.kind === 'lost-reply') loseReply = true;
        const error = faultError(fault.kind, operation, service, accountId);
        if (error !== null) throw error;
      }
      const answer = await service.handle(operation, request);
      if (loseReply) message.socket.destroy();
      else if (answer !== undefined) write(response, answer, requestId);
    } catch (error) {
      if (!(error instanceof AwsError)) onBug(error, operation);
      const shown =
        error instanceof AwsError
          ? error
          : new AwsError('InternalFailure', 'An internal error occurred.', 500);
      if (loseReply) message.socket.destroy();
      else write(response, errorResponse(shown, protocol, requestId, queryCompatible), requestId);
    }
  }

  async function answerSandbox(message: IncomingMessage, response: ServerResponse, requestId: string) {
    try {
      const refused = judgeDoor(message.headers);
      if (refused !== null) throw refused;
      const body = await readBody(message, CONTROL_MAX_BODY_BYTES);
      const { method = 'GET', headers } = message;
      const path = readUrl(message.url ?? '/').path;
      write(response, answerControl({ method, path, headers, body }, faults, options.status), requestId);
    } catch (error) {
      const shown =
        error instanceof AwsError ? error : new AwsError('InternalFailure', 'Internal error.', 500);
      write(response, errorResponse(shown, 'rest-json', requestId), requestId);
    }
  }

  const server = http.createServer({ keepAliveTimeout: 120_000 }, (message, response) => {
    const answer = message.url?.startsWith('/_sandbox/') === true ? answerSandbox : answerAws;
    answer(message, response, randomUUID()).catch((error: unknown) => onBug(error, 'answer'));
  });
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    endpoint: `http://127.0.0.1:${port}`,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const force = setTimeout(() => server.closeAllConnections(), 2_000);
      await closed;
      clearTimeout(force);
    },
  };
}

function write(response: ServerResponse, answer: WireResponse, requestId: string): void {
  if (response.headersSent || response.destroyed) {
    response.end();
    return;
  }
  response.writeHead(answer.status, {
    'x-amzn-RequestId': requestId,
    ...(answer.status === 204 ? {} : { 'content-length': Buffer.byteLength(answer.body) }),
    ...answer.headers,
  });
  response.end(answer.body);
}

function headerOf(message: IncomingMessage, name: string): string | undefined {
  const value = message.headers[name];
  return typeof value === 'string' ? value : undefined;
}

function readUrl(raw: string): { path: string; query: URLSearchParams } {
  const mark = raw.indexOf('?');
  const path = mark === -1 ? raw : raw.slice(0, mark);
  try {
    return {
      path: decodeURIComponent(path),
      query: new URLSearchParams(mark === -1 ? '' : raw.slice(mark + 1)),
    };
  } catch {
    throw new AwsError('SerializationException', 'The path is not valid percent-encoded UTF-8.', 400);
  }
}
