import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { SandboxClock } from '../../service.ts';
import type { AsyncEnd, DestinationCondition } from './destination-record.ts';
import type { RunOutcome } from './execution-environment.ts';
import type { FunctionRecord } from './function-record.ts';
import type { InvocationTrace } from './invocation-trace.ts';
import type { Invoker } from './invoker.ts';

const DEFAULT_RETRIES = 2;
const DEFAULT_MAX_AGE_SECONDS = 21_600;
const RETRY_WAIT_MS = 60_000;
const FIRST_THROTTLE_WAIT_MS = 1_000;
const MAX_THROTTLE_WAIT_MS = 300_000;

/** An accepted asynchronous invocation; every attempt has the same request ID and trace. */
export interface QueuedEvent {
  requestId: string;
  region: string;
  functionName: string;
  /** base64 of the payload's bytes */
  payload: string;
  trace: InvocationTrace;
  failedAttempts: number;
}

interface Pending {
  event: QueuedEvent;
  lastOutcome: RunOutcome | null;
  expired: boolean;
  throttles: number;
  cancelWait: (() => void) | null;
  cancelExpiry: () => void;
}

/**
 * Lambda's queue of asynchronous invocations in a folder, a file per event: accepted means written, and a restart
 * goes on with what was not finished (at least once, as on AWS). Waits and event age are AWS time; after a restart
 * both count anew.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
export class AsyncQueue {
  readonly #folder: string;
  readonly #invoker: Invoker;
  readonly #clock: SandboxClock;
  readonly #find: (region: string, name: string) => FunctionRecord | undefined;
  readonly #onEnd: (fn: FunctionRecord, end: AsyncEnd, trace: InvocationTrace) => Promise<void>;
  readonly #pending = new Map<string, Pending>();
  /** Of an earlier process. */
  readonly #unfinished: QueuedEvent[] = [];
  #stopped = false;

  constructor(options: {
    folder: string;
    invoker: Invoker;
    clock: SandboxClock;
    find: (region: string, name: string) => FunctionRecord | undefined;
    onEnd: (fn: FunctionRecord, end: AsyncEnd, trace: InvocationTrace) => Promise<void>;
  }) {
    this.#folder = options.folder;
    this.#invoker = options.invoker;
    this.#clock = options.clock;
    this.#find = options.find;
    this.#onEnd = options.onEnd;
    mkdirSync(this.#folder, { recursive: true });
    for (const name of readdirSync(this.#folder)) {
      const file = path.join(this.#folder, name);
      const event = readEvent(file);
      if (event === null) rmSync(file, { force: true });
      else this.#unfinished.push(event);
    }
  }

  /** Goes on with the events that an earlier process accepted and did not finish. */
  restore(): void {
    for (const event of this.#unfinished.splice(0)) this.#begin(event);
  }

  /** Resolves when the event is kept; it runs afterwards. */
  async accept(event: QueuedEvent): Promise<void> {
    await writeFile(this.#fileOf(event), JSON.stringify(event));
    if (!this.#stopped) this.#begin(event);
  }

  /** Waiting events stay in the folder. */
  stop(): void {
    this.#stopped = true;
    for (const pending of this.#pending.values()) {
      pending.cancelWait?.();
      pending.cancelExpiry();
    }
    this.#pending.clear();
  }

  #begin(event: QueuedEvent): void {
    const fn = this.#find(event.region, event.functionName);
    const maxAgeMs = (fn?.eventInvokeConfig?.MaximumEventAgeInSeconds ?? DEFAULT_MAX_AGE_SECONDS) * 1000;
    const pending: Pending = {
      event,
      lastOutcome: null,
      expired: false,
      throttles: 0,
      cancelWait: null,
      cancelExpiry: this.#clock.after(maxAgeMs, () => {
        pending.expired = true;
        if (pending.cancelWait === null) return;
        pending.cancelWait();
        void this.#finish(pending, 'EventAgeExceeded');
      }),
    };
    this.#pending.set(event.requestId, pending);
    void this.#attempt(pending);
  }

  async #attempt(pending: Pending): Promise<void> {
    const { event } = pending;
    const fn = this.#find(event.region, event.functionName);
    if (fn === undefined || pending.expired) return this.#finish(pending, 'EventAgeExceeded');
    const result = await this.#invoker.invoke(
      fn,
      {
        requestId: event.requestId,
        payload: Buffer.from(event.payload, 'base64'),
        trace: event.trace,
        clientContext: null,
        tail: false,
      },
      true,
    );
    // a run cut off by the end of the sandbox is run again by the next one
    if (this.#stopped) return;
    if (result.kind === 'throttled') {
      // with concurrency 0 nothing is tried again
      if (fn.reservedConcurrency === 0) return this.#finish(pending, 'ZeroReservedConcurrency');
      return this.#waitAfterThrottle(pending);
    }
    if (result.kind === 'recursion-stopped') return this.#finish(pending, 'RecursiveInvocationDetected');
    const retries = fn.eventInvokeConfig?.MaximumRetryAttempts ?? DEFAULT_RETRIES;
    pending.lastOutcome = result.outcome;
    if (!result.outcome.failed) return this.#finish(pending, 'Success');
    if (event.failedAttempts >= retries) return this.#finish(pending, 'RetriesExhausted');
    event.failedAttempts += 1;
    const file = this.#fileOf(event);
    writeFileSync(`${file}.new`, JSON.stringify(event));
    renameSync(`${file}.new`, file);
    this.#wait(pending, RETRY_WAIT_MS * event.failedAttempts);
  }

  #waitAfterThrottle(pending: Pending): void {
    const waitMs = Math.min(FIRST_THROTTLE_WAIT_MS * 2 ** pending.throttles, MAX_THROTTLE_WAIT_MS);
    pending.throttles += 1;
    this.#wait(pending, waitMs);
  }

  #wait(pending: Pending, ms: number): void {
    if (pending.expired) {
      void this.#finish(pending, 'EventAgeExceeded');
      return;
    }
    pending.cancelWait = this.#clock.after(ms, () => {
      pending.cancelWait = null;
      void this.#attempt(pending);
    });
  }

  async #finish(pending: Pending, condition: DestinationCondition): Promise<void> {
    const { event, lastOutcome } = pending;
    pending.cancelExpiry();
    this.#pending.delete(event.requestId);
    const fn = this.#find(event.region, event.functionName);
    if (fn !== undefined) {
      const succeededOrLast = condition === 'Success' || condition === 'RetriesExhausted' ? 1 : 0;
      const end = {
        requestId: event.requestId,
        payload: Buffer.from(event.payload, 'base64'),
        condition,
        invokeCount: event.failedAttempts + succeededOrLast,
        outcome: lastOutcome,
      };
      await this.#onEnd(fn, end, event.trace);
    }
    // last, so that a crash before sends the record rather than loses it
    await rm(this.#fileOf(event), { force: true }).catch(() => {});
  }

  #fileOf(event: QueuedEvent): string {
    return path.join(this.#folder, `${event.requestId}.json`);
  }
}

/** Null for a file that was cut off while it was written: its caller never got a 202. */
function readEvent(file: string): QueuedEvent | null {
  if (!file.endsWith('.json')) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as QueuedEvent;
  } catch {
    return null;
  }
}
