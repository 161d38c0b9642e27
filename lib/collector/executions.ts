import type { CollectorContext, StateMachineHealth } from './collector-context.ts';
import { ExecutionFollower } from './execution-follower.ts';
import { MachineCatalogue } from './machine-catalogue.ts';
import { MachineFollower } from './machine-follower.ts';
import { Sleeper } from './sleeper.ts';
import type { WatchRules } from './watch-rules.ts';

/** Executions that are read at the same time; the gate bounds their calls. */
const AT_ONCE = 4;
/** The oldest that run are followed first. */
const MAX_OPEN = 1_000;
/** Histories are kept for this many events; beyond them those that waited longest are read again. */
const MAX_EVENTS = 100_000;
const LOOK_EVERY_MS = 100;

/** Follows the executions of watched state machines, and those that they start. */
export class Executions {
  readonly catalogue: MachineCatalogue;
  readonly #context: CollectorContext;
  readonly #machines = new Map<string, MachineFollower>();
  readonly #open = new Map<string, ExecutionFollower>();
  readonly #sleeper = new Sleeper();

  constructor(context: CollectorContext, rules: WatchRules) {
    this.#context = context;
    this.catalogue = new MachineCatalogue(context, rules);
  }

  /** Follows until `signal` aborts. */
  async follow(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.#round(signal);
      } catch (error) {
        if (signal.aborted) return;
        this.#context.logger.warn({ err: error }, 'executions could not be followed');
      }
      await this.#sleeper.sleep(LOOK_EVERY_MS, signal);
    }
  }

  /** Takes up what is newly watched, and leaves what no longer is. */
  setMachines(): void {
    const watched = new Map(this.catalogue.watched().map((machine) => [machine.stateMachineArn, machine]));
    for (const arn of this.#machines.keys()) if (!watched.has(arn)) this.#machines.delete(arn);
    for (const [arn, machine] of watched) {
      const known = this.#machines.get(arn);
      if (known === undefined) this.#machines.set(arn, new MachineFollower(this.#context, machine));
      else known.machine = machine;
    }
    this.#sleeper.wake();
  }

  /** An execution of this machine is about to start, to stop or to go on. */
  wake(stateMachineArn: string, executionArn: string | null): void {
    this.#machines.get(stateMachineArn)?.wake();
    if (executionArn !== null && this.#machines.has(stateMachineArn)) {
      // a redriven one is closed in every list until AWS says otherwise
      const known = this.#open.get(executionArn);
      if (known === undefined) {
        this.#open.set(executionArn, new ExecutionFollower(this.#context, { executionArn, stateMachineArn }));
      } else known.wake();
    }
    this.#sleeper.wake();
  }

  health(): StateMachineHealth[] {
    const counts = new Map<string, number>();
    for (const { stateMachineArn } of this.#open.values()) {
      counts.set(stateMachineArn, (counts.get(stateMachineArn) ?? 0) + 1);
    }
    return [...this.#machines].map(([arn, follower]) => follower.health(counts.get(arn) ?? 0));
  }

  async #round(signal: AbortSignal): Promise<void> {
    const now = performance.now();
    const machines = [...this.#machines.values()].filter(({ nextAt }) => nextAt <= now);
    await fewAtOnce(machines, (machine) => machine.look(signal));
    await this.#takeOpen();
    const due = [...this.#open.values()]
      .filter(({ nextAt }) => nextAt <= performance.now())
      .sort((a, b) => a.nextAt - b.nextAt);
    await fewAtOnce(due, (execution) => execution.look(signal));
    this.#dropComplete();
  }

  async #takeOpen(): Promise<void> {
    const rows = await this.#context.store.executions.openArns(MAX_OPEN);
    for (const row of rows) {
      if (!this.#open.has(row.executionArn)) {
        this.#open.set(row.executionArn, new ExecutionFollower(this.#context, row));
      }
    }
  }

  #dropComplete(): void {
    let events = 0;
    for (const [arn, follower] of this.#open) {
      if (follower.complete) this.#open.delete(arn);
      else events += follower.eventCount;
    }
    if (events <= MAX_EVENTS) return;
    for (const follower of [...this.#open.values()].sort((a, b) => b.nextAt - a.nextAt)) {
      if (events <= MAX_EVENTS) return;
      events -= follower.eventCount;
      follower.forget();
    }
  }
}

async function fewAtOnce<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const waiting = [...items];
  const one = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}
