import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { writeWhole } from '../../write-whole.ts';
import type { ExecutionRecord } from './execution-record.ts';
import { ExecutionLog } from './run/execution-log.ts';
import type { HistoryEvent } from './run/history-event.ts';

/** AWS keeps closed executions for 90 days; here it is the newest of each machine. */
const MAX_CLOSED_PER_MACHINE = 1_000;
const MAX_CACHED_HISTORIES = 4;

/** Standard executions in a folder: a JSON file each and a file of lines with the history. */
export class ExecutionStore {
  readonly #folder: string;
  readonly #now: () => number;
  readonly #executions = new Map<string, ExecutionRecord>();
  readonly #byMachine = new Map<string, Map<string, ExecutionRecord>>();
  readonly #histories = new Map<string, HistoryEvent[]>();
  #nextOrdinal = 1;

  constructor(folder: string, now: () => number) {
    this.#folder = folder;
    this.#now = now;
    mkdirSync(folder, { recursive: true });
    for (const file of readdirSync(folder)) {
      if (!file.endsWith('.json')) continue;
      const record = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as ExecutionRecord;
      this.#keep(record);
      this.#nextOrdinal = Math.max(this.#nextOrdinal, record.ordinal + 1);
    }
  }

  nextOrdinal(): number {
    this.#nextOrdinal += 1;
    return this.#nextOrdinal - 1;
  }

  find(arn: string): ExecutionRecord | undefined {
    return this.#executions.get(arn);
  }

  /** The executions of a machine, newest first. */
  list(stateMachineArn: string): ExecutionRecord[] {
    return [...(this.#byMachine.get(stateMachineArn)?.values() ?? [])].sort((a, b) => b.ordinal - a.ordinal);
  }

  running(): ExecutionRecord[] {
    return [...this.#executions.values()].filter(({ status }) => status === 'RUNNING');
  }

  save(record: ExecutionRecord): void {
    this.#keep(record);
    writeWhole(this.#fileOf(record, 'json'), JSON.stringify(record));
    if (record.status !== 'RUNNING') this.#dropOldest(record.stateMachineArn);
  }

  /** The log of an execution that runs; close it when it no longer does. */
  openLog(record: ExecutionRecord): ExecutionLog {
    this.#histories.delete(record.arn);
    return new ExecutionLog(this.#fileOf(record, 'jsonl'), this.#now);
  }

  /** The history of an execution that does not run. */
  history(record: ExecutionRecord): HistoryEvent[] {
    let events = this.#histories.get(record.arn);
    if (events === undefined) {
      events = ExecutionLog.readEvents(this.#fileOf(record, 'jsonl'));
      if (this.#histories.size >= MAX_CACHED_HISTORIES) this.#histories.clear();
      this.#histories.set(record.arn, events);
    }
    return events;
  }

  /** A deleted machine's executions go with it. */
  deleteAll(stateMachineArn: string): void {
    for (const record of this.list(stateMachineArn)) this.#delete(record);
  }

  #keep(record: ExecutionRecord): void {
    this.#executions.set(record.arn, record);
    const ofMachine = this.#byMachine.get(record.stateMachineArn) ?? new Map<string, ExecutionRecord>();
    ofMachine.set(record.arn, record);
    this.#byMachine.set(record.stateMachineArn, ofMachine);
  }

  #dropOldest(stateMachineArn: string): void {
    const all = this.#byMachine.get(stateMachineArn);
    if (all === undefined || all.size <= MAX_CLOSED_PER_MACHINE) return;
    const closed = this.list(stateMachineArn).filter(({ status }) => status !== 'RUNNING');
    for (const record of closed.slice(MAX_CLOSED_PER_MACHINE)) this.#delete(record);
  }

  #delete(record: ExecutionRecord): void {
    this.#executions.delete(record.arn);
    this.#byMachine.get(record.stateMachineArn)?.delete(record.arn);
    this.#histories.delete(record.arn);
    for (const extension of ['json', 'jsonl']) rmSync(this.#fileOf(record, extension), { force: true });
  }

  #fileOf({ arn }: ExecutionRecord, extension: string): string {
    const digest = createHash('sha256').update(arn).digest('hex').slice(0, 32);
    return path.join(this.#folder, `${digest}.${extension}`);
  }
}
