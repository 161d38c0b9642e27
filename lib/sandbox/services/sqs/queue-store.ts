import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Propagation } from '../../propagation.ts';
import { writeWhole } from '../../write-whole.ts';
import { MessageQueue } from './message-queue.ts';
import type { QueueRecord } from './queue-record.ts';

export interface Queue {
  record: QueueRecord;
  messages: MessageQueue;
}

/** Queues and their messages in a folder. */
export class QueueStore {
  readonly #root: string;
  readonly #accountId: string;
  readonly #now: () => number;
  readonly #queues = new Map<string, Queue>();
  readonly #policies: Propagation<string | null>;

  constructor(options: { root: string; accountId: string; now: () => number; propagationMs: number }) {
    this.#root = options.root;
    this.#accountId = options.accountId;
    this.#now = options.now;
    this.#policies = new Propagation(options.now, options.propagationMs);
    mkdirSync(path.join(this.#root, 'queues'), { recursive: true });
    for (const file of readdirSync(path.join(this.#root, 'queues'))) {
      if (!file.endsWith('.json')) continue;
      const text = readFileSync(path.join(this.#root, 'queues', file), 'utf8');
      this.#open(JSON.parse(text) as QueueRecord);
    }
  }

  find(region: string, name: string): Queue | undefined {
    return this.#queues.get(`${region}.${name}`);
  }

  /** All queues of a region by name. */
  list(region: string): QueueRecord[] {
    return [...this.#queues.values()]
      .map(({ record }) => record)
      .filter((record) => record.region === region)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  create(region: string, name: string, attributes: Record<string, string>): void {
    const arn = `arn:aws:sqs:${region}:${this.#accountId}:${name}`;
    const now = this.#now();
    const record = { region, name, arn, attributes, createdAtMs: now, lastModifiedAtMs: now };
    this.#open(record);
    this.#save(record);
  }

  /** Replaces the attributes. */
  update({ record }: Queue, attributes: Record<string, string>): void {
    if (attributes.Policy !== record.attributes.Policy) {
      this.#policies.changed(record.arn, record.attributes.Policy ?? null);
    }
    record.attributes = attributes;
    record.lastModifiedAtMs = this.#now();
    this.#save(record);
  }

  policyInEffect({ record }: Queue): string | null {
    return this.#policies.inEffect(record.arn, record.attributes.Policy ?? null);
  }

  delete({ record, messages }: Queue): void {
    this.#queues.delete(`${record.region}.${record.name}`);
    rmSync(this.#fileOf(record), { force: true });
    messages.destroy();
  }

  #open(record: QueueRecord): void {
    const key = `${record.region}.${record.name}`;
    this.#queues.set(key, {
      record,
      messages: new MessageQueue(path.join(this.#root, 'messages', key), this.#now),
    });
  }

  #save(record: QueueRecord): void {
    writeWhole(this.#fileOf(record), JSON.stringify(record));
  }

  #fileOf({ region, name }: QueueRecord): string {
    return path.join(this.#root, 'queues', `${region}.${name}.json`);
  }
}
