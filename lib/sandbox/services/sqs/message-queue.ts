import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { MessageRecord } from './queue-record.ts';

interface Held {
  message: MessageRecord;
  visibleAtMs: number;
  receiveCount: number;
  firstReceivedAtMs: number | null;
  receiptHandle: string | null;
}

export interface ReceivedMessage {
  message: MessageRecord;
  receiptHandle: string;
  receiveCount: number;
  firstReceivedAtMs: number;
}

/**
 * The messages of one standard queue in a folder, a file each. Visibility counts in real time and lives in memory:
 * after a restart every message can be received again, as it may on AWS.
 */
export class MessageQueue {
  readonly #folder: string;
  readonly #now: () => number;
  readonly #held = new Map<string, Held>();
  #wake: (() => void)[] = [];

  constructor(folder: string, now: () => number) {
    this.#folder = folder;
    this.#now = now;
    mkdirSync(folder, { recursive: true });
    for (const file of readdirSync(folder)) {
      const message = readMessage(path.join(folder, file));
      if (message !== null) this.#hold(message);
    }
  }

  send(message: MessageRecord): void {
    writeFileSync(this.#fileOf(message.messageId), JSON.stringify(message));
    this.#hold(message);
    this.wake();
  }

  /** Up to `max` messages, hidden for `visibilityMs` from now on; waits up to `waitMs` for the first. */
  async receive(
    max: number,
    visibilityMs: number,
    waitMs: number,
    gone: AbortSignal,
  ): Promise<ReceivedMessage[]> {
    const deadline = this.#now() + waitMs;
    for (;;) {
      const received = this.#take(max, visibilityMs);
      const leftMs = deadline - this.#now();
      if (received.length > 0 || leftMs <= 0 || gone.aborted) return received;
      const nextMs = Math.min(...[...this.#held.values()].map((held) => held.visibleAtMs)) - this.#now();
      await this.#sleep(Math.max(1, Math.min(leftMs, nextMs)), gone);
    }
  }

  /** Unknown or old handles delete nothing. */
  delete(receiptHandle: string): void {
    for (const [messageId, held] of this.#held) {
      if (held.receiptHandle === receiptHandle) this.#drop(messageId);
    }
  }

  purge(): void {
    for (const messageId of [...this.#held.keys()]) this.#drop(messageId);
  }

  dropOlderThan(sentAtMs: number): void {
    for (const [messageId, held] of this.#held) if (held.message.sentAtMs < sentAtMs) this.#drop(messageId);
  }

  counts(): { visible: number; notVisible: number; delayed: number } {
    const now = this.#now();
    const all = [...this.#held.values()];
    const hidden = all.filter((held) => held.visibleAtMs > now);
    const delayed = hidden.filter((held) => held.receiveCount === 0).length;
    return { visible: all.length - hidden.length, notVisible: hidden.length - delayed, delayed };
  }

  /** Lets everyone who waits look again. */
  wake(): void {
    for (const wake of this.#wake.splice(0)) wake();
  }

  destroy(): void {
    this.#held.clear();
    rmSync(this.#folder, { recursive: true, force: true });
    this.wake();
  }

  #take(max: number, visibilityMs: number): ReceivedMessage[] {
    const now = this.#now();
    const received: ReceivedMessage[] = [];
    for (const held of this.#held.values()) {
      if (received.length === max) break;
      if (held.visibleAtMs > now) continue;
      held.visibleAtMs = now + visibilityMs;
      held.receiveCount += 1;
      held.firstReceivedAtMs ??= now;
      held.receiptHandle = Buffer.from(`${held.message.messageId} ${randomUUID()}`).toString('base64');
      const { message, receiptHandle, receiveCount, firstReceivedAtMs } = held;
      received.push({ message, receiptHandle, receiveCount, firstReceivedAtMs });
    }
    return received;
  }

  #hold(message: MessageRecord): void {
    const { messageId, visibleAtMs } = message;
    const held = { message, visibleAtMs, receiveCount: 0, firstReceivedAtMs: null, receiptHandle: null };
    this.#held.set(messageId, held);
  }

  #drop(messageId: string): void {
    this.#held.delete(messageId);
    rmSync(this.#fileOf(messageId), { force: true });
  }

  #sleep(ms: number, gone: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(end, ms);
      this.#wake.push(end);
      gone.addEventListener('abort', end);
      function end() {
        clearTimeout(timer);
        gone.removeEventListener('abort', end);
        resolve();
      }
    });
  }

  #fileOf(messageId: string): string {
    return path.join(this.#folder, `${messageId}.json`);
  }
}

/** Null for a file that was cut off while it was written: its sender never got an answer. */
function readMessage(file: string): MessageRecord | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as MessageRecord;
  } catch {
    rmSync(file, { force: true });
    return null;
  }
}
