import { describeStateMachine } from '../aws/describe-state-machine.ts';
import { listStateMachines } from '../aws/list-state-machines.ts';
import type { StateMachineRow } from '../store/store-executions.ts';
import type { CollectorContext } from './collector-context.ts';
import { type WatchRules, watchedBy } from './watch-rules.ts';

const DEFINITION_LASTS_MS = 15 * 60_000;

/** The account's state machines as last listed, kept equal in the store. */
export class MachineCatalogue {
  readonly #context: CollectorContext;
  readonly #rules: WatchRules;
  readonly #describedAt = new Map<string, number>();
  #rows: StateMachineRow[] = [];

  constructor(context: CollectorContext, rules: WatchRules) {
    this.#context = context;
    this.#rules = rules;
  }

  /** What is known without AWS, and what the page has chosen since. */
  async load(): Promise<void> {
    this.#rows = await this.#context.store.executions.machines();
  }

  /** Lists them anew (ListStateMachines); true when one came or went. */
  async refresh(signal: AbortSignal): Promise<boolean> {
    const { aws, store, statesGate } = this.#context;
    await statesGate.take(performance.now(), signal);
    const listed = await listStateMachines(aws);
    const known = new Set(this.#rows.map((row) => row.stateMachineArn));
    const arns = listed.map((machine) => machine.stateMachineArn);
    const changed = arns.length !== known.size || arns.some((arn) => !known.has(arn));
    if (changed) {
      const rows = listed.map(({ stateMachineArn, name, type }) => ({ stateMachineArn, name, type }));
      await store.executions.upsertMachines(rows.map((row) => ({ ...row, definition: null, roleArn: null })));
      await store.executions.deleteMissingMachines(arns);
    }
    await this.load();
    return changed;
  }

  /** Reads the definitions of watched machines that were not read lately; true when one changed. */
  async readDefinitions(signal: AbortSignal): Promise<boolean> {
    const { aws, store, statesGate } = this.#context;
    let changed = false;
    for (const row of this.watched()) {
      const { stateMachineArn, name } = row;
      const readAt = this.#describedAt.get(stateMachineArn) ?? Number.NEGATIVE_INFINITY;
      if (performance.now() - readAt < DEFINITION_LASTS_MS) continue;
      await statesGate.take(performance.now(), signal);
      this.#describedAt.set(stateMachineArn, performance.now());
      const { type, definition, roleArn } = await describeStateMachine(aws, stateMachineArn);
      if (definition === row.definition && roleArn === row.roleArn) continue;
      await store.executions.upsertMachines([{ stateMachineArn, name, type, definition, roleArn }]);
      changed = true;
    }
    return changed;
  }

  /** Those whose executions are followed: AWS keeps none of an Express machine. */
  watched(): StateMachineRow[] {
    return this.#rows.filter(
      ({ name, type, watchedByPage }) =>
        type === 'STANDARD' &&
        watchedBy({ functionName: name, tags: null }, watchedByPage, this.#rules) !== null,
    );
  }
}
