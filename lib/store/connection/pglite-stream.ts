import { Duplex } from 'node:stream';
import type { Worker } from 'node:worker_threads';

/** What the worker sends back. */
export type WorkerMessage =
  | { type: 'ready' }
  | { type: 'bytes'; bytes: Uint8Array }
  | { type: 'notification'; channel: string; payload: string }
  | { type: 'listening'; channel: string }
  | { type: 'closed' };

/**
 * The socket that `pg` believes it has: PostgreSQL's wire protocol goes to PGlite in `worker` and comes back.
 * `pg` calls the socket methods below on any stream it is given.
 */
export class PgliteStream extends Duplex {
  readonly #worker: Worker;
  readonly #onMessage = (message: WorkerMessage) => {
    if (message.type === 'bytes') this.push(Buffer.from(message.bytes));
  };

  constructor(worker: Worker) {
    super();
    this.#worker = worker;
    worker.on('message', this.#onMessage);
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#worker.postMessage({ type: 'bytes', bytes: new Uint8Array(chunk) });
    done();
  }

  override _writev(chunks: { chunk: Buffer }[], done: () => void): void {
    this._write(Buffer.concat(chunks.map((part) => part.chunk)), 'binary', done);
  }

  /** A socket that `pg` ends is closed by its peer: without it a pool whose query is still running never ends. */
  override _final(done: () => void): void {
    this.push(null);
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#worker.off('message', this.#onMessage);
    done(error);
  }

  connect(): this {
    setImmediate(() => this.emit('connect'));
    return this;
  }
  setNoDelay(): this {
    return this;
  }
  setKeepAlive(): this {
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
}
