import net from 'node:net';

const API = '/2018-06-01/runtime/';

/** The connection to the Runtime API that the process was born with. */
const FD = 4;

/**
 * Lambda's Runtime API over one inherited connection. An answer and the request for the next event travel in one write.
 * https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export class RuntimeApiClient {
  #socket;
  #received = Buffer.alloc(0);
  #waiting = [];

  constructor() {
    this.#socket = new net.Socket({ fd: FD, readable: true, writable: true });
    this.#socket.on('data', (chunk) => this.#take(chunk));
    this.#socket.on('error', () => process.exit(1));
    this.#socket.on('close', () => process.exit(1));
  }

  /** Answers the last invocation, if there was one, and resolves with the next. */
  async next(answer, logBytes, peakMemoryMb) {
    let request = '';
    if (answer !== null) {
      const path = `invocation/${answer.requestId}/${answer.failed ? 'error' : 'response'}`;
      request = this.#request('POST', path, answer.body, {
        'x-log-bytes': logBytes,
        'x-peak-memory-mb': peakMemoryMb,
      });
      this.#waiting.push(() => {});
    }
    request += this.#request('GET', 'invocation/next', '', {
      'x-log-bytes': logBytes,
      'x-peak-memory-mb': peakMemoryMb,
    });
    this.#socket.ref();
    const { headers, body } = await this.#send(request);
    // only what the handler itself started may keep the process alive while it runs
    this.#socket.unref();
    return {
      requestId: headers['lambda-runtime-aws-request-id'],
      deadlineMs: Number(headers['lambda-runtime-deadline-ms']),
      functionArn: headers['lambda-runtime-invoked-function-arn'],
      traceHeader: headers['lambda-runtime-trace-id'],
      clientContext: headers['lambda-runtime-client-context'],
      event: body.toString('utf8'),
    };
  }

  /** The last word of a runtime that exits. */
  async post(path, body, logBytes) {
    this.#socket.ref();
    await this.#send(this.#request('POST', path, body, { 'x-log-bytes': logBytes, 'x-exiting': 1 }));
  }

  #request(method, path, body, extra) {
    const lines = [`${method} ${API}${path} HTTP/1.1`, 'host: runtime'];
    for (const [name, value] of Object.entries(extra)) lines.push(`${name}: ${value}`);
    if (method === 'POST') lines.push('content-type: application/json');
    lines.push(`content-length: ${Buffer.byteLength(body)}`);
    return `${lines.join('\r\n')}\r\n\r\n${body}`;
  }

  #send(request) {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#socket.write(request);
    });
  }

  #take(chunk) {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    for (;;) {
      const end = this.#received.indexOf('\r\n\r\n');
      if (end === -1) return;
      const headers = {};
      for (const text of this.#received.toString('latin1', 0, end).split('\r\n').slice(1)) {
        const colon = text.indexOf(':');
        headers[text.slice(0, colon).toLowerCase()] = text.slice(colon + 1).trim();
      }
      const length = Number(headers['content-length'] ?? 0);
      if (this.#received.length < end + 4 + length) return;
      const body = this.#received.subarray(end + 4, end + 4 + length);
      this.#received = this.#received.subarray(end + 4 + length);
      this.#waiting.shift()?.({ headers, body });
    }
  }
}
