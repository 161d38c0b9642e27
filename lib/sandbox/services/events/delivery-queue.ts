import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { SandboxClock } from '../../service.ts';
import { writeWhole } from '../../write-whole.ts';
import type { TargetRecord } from './event-bus-record.ts';

const STOP_GRACE_MS = 1_000;

/** One event on its way to one target; every attempt has the same invocation ID and trace. */
export interface QueuedDelivery {
  invocationId: string;
  eventId: string;
  requestId: string;
  region: string;
  eventBusName: string;
  ruleArn: string;
  ruleName: string;
  target: TargetRecord;
  eventText: string;
  ingestionTime: string;
  traceHeader: string;
  forwarded: boolean;
  retryAttempts: number;
  /** AWS time that it has waited */
  ageMs: number;
}

/** What becomes of an attempt: it is over, or it is tried again after so much AWS time. */
export type AttemptEnd = { kind: 'over' } | { kind: 'again'; afterMs: number };

/**
 * EventBridge's deliveries in a folder, a file each: accepted means written, and a restart goes on with what was not
 * finished (at least once, as on AWS). Waits are AWS time.
 */
export class DeliveryQueue {
  readonly #folder: string;
  readonly #clock: SandboxClock;
  readonly #attempt: (delivery: QueuedDelivery) => Promise<AttemptEnd>;
  readonly #onError: (error: unknown) => void;
  readonly #waiting = new Map<string, () => void>();
  readonly #running = new Set<Promise<void>>();
  readonly #unfinished: QueuedDelivery[] = [];
  #stopped = false;

  constructor(options: {
    folder: string;
    clock: SandboxClock;
    attempt: (delivery: QueuedDelivery) => Promise<AttemptEnd>;
    onError: (error: unknown) => void;
  }) {
    this.#folder = options.folder;
    this.#clock = options.clock;
    this.#attempt = options.attempt;
    this.#onError = options.onError;
    mkdirSync(this.#folder, { recursive: true });
    for (const name of readdirSync(this.#folder)) {
      const file = path.join(this.#folder, name);
      const delivery = readDelivery(file);
      if (delivery === null) rmSync(file, { force: true });
      else this.#unfinished.push(delivery);
    }
  }

  /** Goes on with what an earlier process accepted and did not finish. */
  restore(): void {
    for (const delivery of this.#unfinished.splice(0)) this.#begin(delivery);
  }

  /** Resolves when the delivery is kept; it is made afterwards. */
  async accept(delivery: QueuedDelivery): Promise<void> {
    await writeFile(this.#fileOf(delivery), JSON.stringify(delivery));
    if (!this.#stopped) this.#begin(delivery);
  }

  /** Waiting deliveries stay in the folder; resolves when no attempt is running, but soon: one may be held up by a fault. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const cancel of this.#waiting.values()) cancel();
    this.#waiting.clear();
    await Promise.race([Promise.all(this.#running), wait(STOP_GRACE_MS, null, { ref: false })]);
  }

  #begin(delivery: QueuedDelivery): void {
    const run = this.#run(delivery).catch(this.#onError);
    this.#running.add(run);
    run.finally(() => this.#running.delete(run));
  }

  async #run(delivery: QueuedDelivery): Promise<void> {
    const end = await this.#attempt(delivery);
    if (end.kind === 'over') {
      await rm(this.#fileOf(delivery), { force: true });
      return;
    }
    const next = {
      ...delivery,
      retryAttempts: delivery.retryAttempts + 1,
      ageMs: delivery.ageMs + end.afterMs,
    };
    writeWhole(this.#fileOf(next), JSON.stringify(next));
    if (this.#stopped) return;
    this.#waiting.set(
      next.invocationId,
      this.#clock.after(end.afterMs, () => {
        this.#waiting.delete(next.invocationId);
        this.#begin(next);
      }),
    );
  }

  #fileOf(delivery: QueuedDelivery): string {
    return path.join(this.#folder, `${delivery.invocationId}.json`);
  }
}

/** Null for a file that was cut off while it was written: its caller never got an answer. */
function readDelivery(file: string): QueuedDelivery | null {
  if (!file.endsWith('.json')) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as QueuedDelivery;
  } catch {
    return null;
  }
}
