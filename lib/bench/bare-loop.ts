import { spawn } from 'node:child_process';
import http, { type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface BareLoop {
  /** Feeds it `count` events, one after the other, and resolves when the last is answered. */
  run(count: number): Promise<void>;
  stop(): void;
}

/** A runtime loop without any of Lambda's duties, fed over HTTP by a plain server: the measure for the sandbox. */
export async function startBareLoop(): Promise<BareLoop> {
  let left = 0;
  let asking: ServerResponse | null = null;
  let done: () => void = () => {};
  const feed = () => {
    const response = asking;
    if (response === null || left === 0) return;
    asking = null;
    response.setHeader('lambda-runtime-aws-request-id', String(left));
    response.end(JSON.stringify({ n: left }));
  };
  const server = http.createServer((request, response) => {
    request.resume();
    if (request.method === 'GET') {
      asking = response;
      feed();
      return;
    }
    request.on('end', () => {
      response.end('{}');
      left -= 1;
      if (left === 0) done();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const child = spawn(process.execPath, ['lib/bench/bare-runtime-loop.mjs'], {
    env: { ...process.env, AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${port}` },
    stdio: 'ignore',
  });
  return {
    run(count) {
      left = count;
      feed();
      return new Promise((resolve) => {
        done = resolve;
      });
    },
    stop() {
      child.kill('SIGKILL');
      server.closeAllConnections();
      server.close();
    },
  };
}
