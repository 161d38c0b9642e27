import { describeStateMachine } from '../aws/describe-state-machine.ts';
import { listStateMachineTags } from '../aws/list-state-machine-tags.ts';
import { listStateMachines } from '../aws/list-state-machines.ts';
import { AppError } from '../domain/app-error.ts';
import type { StateMachineRow } from '../store/store-executions.ts';
import type { CollectorContext } from './collector-context.ts';
import { needsTags, type WatchRules, watchedBy } from './watch-rules.ts';

const DETAILS_LAST_MS = 15 * 60_000;

/** The account's state machines as last listed, kept equal in the store. */
export class MachineCatalogue {
  readonly #context: CollectorContext;
  readonly #rules: WatchRules;
  readonly #describedAt = new Map<string, number>();
  readonly #tags = new Map<string, { tags: Record<string, string>; readAt: number }>();
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

  /**
   * Reads the tags that the rules ask for and that were not read lately; true when what is watched may have changed.
   * Throws why AWS could not be read: no tag rule holds for a machine whose tags are not known.
   */
  async readTags(signal: AbortSignal): Promise<boolean> {
    if (!needsTags(this.#rules)) return false;
    const { aws, statesGate } = this.#context;
    const arns = new Set(this.#rows.map((row) => row.stateMachineArn));
    for (const arn of this.#tags.keys()) if (!arns.has(arn)) this.#tags.delete(arn);
    let changed = false;
    for (const { stateMachineArn } of this.#rows.filter((row) => row.type === 'STANDARD')) {
      const known = this.#tags.get(stateMachineArn);
      if (known !== undefined && performance.now() - known.readAt < DETAILS_LAST_MS) continue;
      await statesGate.take(performance.now(), signal);
      const tags = await listStateMachineTags(aws, stateMachineArn).catch(noneOfGone);
      this.#tags.set(stateMachineArn, { tags, readAt: performance.now() });
      if (JSON.stringify(tags) !== JSON.stringify(known?.tags)) changed = true;
    }
    return changed;
  }

  /** Reads the definitions of watched machines that were not read lately; true when one changed. */
  async readDefinitions(signal: AbortSignal): Promise<boolean> {
    const { aws, store, statesGate } = this.#context;
    let changed = false;
    for (const row of this.watched()) {
      const { stateMachineArn, name } = row;
      const readAt = this.#describedAt.get(stateMachineArn) ?? Number.NEGATIVE_INFINITY;
      if (performance.now() - readAt < DETAILS_LAST_MS) continue;
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
      ({ stateMachineArn, name, type, watchedByPage }) =>
        type === 'STANDARD' &&
        watchedBy(
          { functionName: name, tags: this.#tags.get(stateMachineArn)?.tags ?? null },
          watchedByPage,
          this.#rules,
        ) !== null,
    );
  }
}

/** It was deleted since the list. */
function noneOfGone(error: unknown): Record<string, string> {
  if (error instanceof AppError && error.code === 'not-found') return {};
  throw error;
}
