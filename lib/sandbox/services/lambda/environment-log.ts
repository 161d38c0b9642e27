import { randomUUID } from 'node:crypto';
import type { LogSink, SandboxClock } from '../../service.ts';
import type { FunctionRecord } from './function-record.ts';

const TAIL_BYTES = 4096;
const MAX_MESSAGE_CHARS = 1_000_000;

/** The log stream of one execution environment: events never go back in time, however the clocks stand. */
export class EnvironmentLog {
  readonly logStreamName: string;
  readonly #logGroupName: string;
  readonly #sink: LogSink;
  readonly #clock: SandboxClock;
  #lastTimestamp = 0;
  #tail: string[] | null = null;
  #tailBytes = 0;

  constructor(fn: FunctionRecord, sink: LogSink, clock: SandboxClock) {
    const { LogGroup } = fn.settings.LoggingConfig;
    const day = new Date(clock.now()).toISOString().slice(0, 10).replaceAll('-', '/');
    const id = randomUUID().replaceAll('-', '');
    const owner = LogGroup === `/aws/lambda/${fn.name}` ? '' : fn.name;
    this.logStreamName = `${day}/${owner}[$LATEST]${id}`;
    this.#logGroupName = LogGroup;
    this.#sink = sink;
    this.#clock = clock;
  }

  /** The host's clock, which stamps what this environment logs. */
  now(): Date {
    return new Date(this.#clock.now() + this.#clock.hostSkewMs());
  }

  platform(at: Date, messages: string[]): void {
    if (messages.length > 0) this.#append(messages.map((message) => ({ timestamp: at.getTime(), message })));
  }

  application(lines: { timestamp: number; message: string }[]): void {
    const skew = this.#clock.hostSkewMs();
    const now = this.#clock.now();
    this.#append(
      lines.flatMap(({ timestamp, message }) => {
        const at = Number.isFinite(timestamp) ? Math.min(timestamp, now) + skew : now + skew;
        return split(message).map((part) => ({ timestamp: at, message: part }));
      }),
    );
  }

  /** From now on the last 4 KB are kept, for `LogType: Tail`. */
  beginTail(): void {
    this.#tail = [];
    this.#tailBytes = 0;
  }

  /** The last 4 KB since {@link beginTail}, null when not begun. */
  takeTail(): Buffer | null {
    if (this.#tail === null) return null;
    const text = Buffer.from(this.#tail.join(''));
    this.#tail = null;
    return text.subarray(Math.max(0, text.length - TAIL_BYTES));
  }

  #append(events: { timestamp: number; message: string }[]): void {
    for (const event of events) {
      event.timestamp = Math.max(Math.trunc(event.timestamp), this.#lastTimestamp);
      this.#lastTimestamp = event.timestamp;
      if (this.#tail !== null) this.#keepTail(event.message);
    }
    this.#sink.append(this.#logGroupName, this.logStreamName, events);
  }

  #keepTail(message: string): void {
    const line = message.endsWith('\n') ? message : `${message}\n`;
    this.#tail?.push(line);
    this.#tailBytes += line.length;
    while (this.#tail !== null && this.#tail.length > 1) {
      const first = this.#tail[0] ?? '';
      if (this.#tailBytes - first.length < TAIL_BYTES) break;
      this.#tail.shift();
      this.#tailBytes -= first.length;
    }
  }
}

/** CloudWatch takes events of 1 MB at most; Lambda cuts longer lines. */
function split(message: string): string[] {
  if (message.length * 3 <= MAX_MESSAGE_CHARS || Buffer.byteLength(message) <= MAX_MESSAGE_CHARS)
    return [message];
  const parts: string[] = [];
  const step = Math.floor(MAX_MESSAGE_CHARS / 3);
  for (let from = 0; from < message.length; ) {
    let to = Math.min(message.length, from + step);
    const code = message.charCodeAt(to - 1);
    if (to < message.length && code >= 0xd800 && code <= 0xdbff) to -= 1;
    parts.push(message.slice(from, to));
    from = to;
  }
  return parts;
}
