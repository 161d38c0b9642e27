import { listExecutions } from '../aws/list-executions.ts';
import { problemText } from '../contract/mask-error.ts';
import { AppError } from '../domain/app-error.ts';
import type { StateMachineRow } from '../store/store-executions.ts';
import type { CollectorContext, StateMachineHealth } from './collector-context.ts';
import { executionFacts } from './execution-facts.ts';
import { backOffDelayMs, pollDelayMs } from './poll-pace.ts';

const PAGE_LIMIT = 100;
const LONG_PAGE_LIMIT = 1_000;
/** ListExecutions is eventually consistent: what started this long before the last list may have been missing. */
const OVERLAP_MS = 60_000;

/** Finds the executions of one state machine, newest first until those that are known. */
export class MachineFollower {
  machine: StateMachineRow;
  /** ms of the process's clock */
  nextAt = Number.NEGATIVE_INFINITY;
  readonly #context: CollectorContext;
  #listedThroughMs: number | null;
  #lastNewAt = Number.NEGATIVE_INFINITY;
  #seen = '';
  #failures = 0;
  #lastListedAt: Date | null = null;
  #problem: AppError | null = null;

  constructor(context: CollectorContext, machine: StateMachineRow) {
    this.#context = context;
    this.machine = machine;
    this.#listedThroughMs = machine.listedThroughAt?.getTime() ?? null;
  }

  /** One look; never rejects but when `signal` aborts. True when an execution is new or went on. */
  async look(signal: AbortSignal): Promise<boolean> {
    const { statesGate, pace, logger } = this.#context;
    try {
      const found = await this.#list(signal);
      if (found) this.#lastNewAt = performance.now();
      this.#failures = 0;
      this.#setProblem(null);
      this.nextAt = performance.now() + pollDelayMs(performance.now() - this.#lastNewAt, pace);
      return found;
    } catch (error) {
      if (signal.aborted) throw error;
      if (error instanceof AppError && error.code === 'throttled') statesGate.throttled();
      this.#failures += 1;
      this.nextAt = performance.now() + backOffDelayMs(this.#failures, pace, Math.random());
      const { stateMachineArn } = this.machine;
      if (this.#failures === 1) logger.warn({ err: error, stateMachineArn }, 'executions cannot be listed');
      this.#setProblem(
        error instanceof AppError ? error : new AppError('internal', 'The list could not be stored.'),
      );
      return false;
    }
  }

  /** One of its executions is about to start or to go on. */
  wake(): void {
    this.nextAt = Number.NEGATIVE_INFINITY;
    this.#lastNewAt = performance.now();
  }

  health(openExecutionCount: number): StateMachineHealth {
    const { stateMachineArn, name } = this.machine;
    const status =
      this.#problem !== null ? 'failing' : this.#lastListedAt === null ? 'starting' : 'following';
    return {
      stateMachineArn,
      name,
      status,
      openExecutionCount,
      lastListedAt: this.#lastListedAt?.toISOString() ?? null,
      problem: this.#problem === null ? null : problemText(this.#problem),
    };
  }

  async #list(signal: AbortSignal): Promise<boolean> {
    const { aws, store, statesGate, now, backfillMs } = this.#context;
    const { stateMachineArn } = this.machine;
    const listedAtMs = now();
    const untilMs =
      this.#listedThroughMs === null ? listedAtMs - backfillMs : this.#listedThroughMs - OVERLAP_MS;
    const executions = [];
    let nextToken: string | null = null;
    do {
      await statesGate.take(performance.now(), signal);
      const limit = nextToken === null ? PAGE_LIMIT : LONG_PAGE_LIMIT;
      const page = await listExecutions(aws, { stateMachineArn, status: null, limit, nextToken });
      executions.push(...page.executions);
      const oldest = page.executions.at(-1)?.startedAt.getTime() ?? Number.NEGATIVE_INFINITY;
      nextToken = oldest < untilMs ? null : page.nextToken;
    } while (nextToken !== null);
    this.#lastListedAt = new Date(listedAtMs);
    const wanted = executions.filter(
      ({ startedAt, status }) => startedAt.getTime() >= untilMs || status === 'RUNNING',
    );
    const facts = wanted.map((execution) => executionFacts(execution));
    const through = new Date(listedAtMs);
    const seen = JSON.stringify(facts);
    // most lists show nothing new
    if (seen === this.#seen && listedAtMs - (this.#listedThroughMs ?? 0) < OVERLAP_MS / 2) return false;
    const { changedExecutionCount } = await store.ingest.executions({
      stateMachineArn,
      executions: facts,
      listedThroughAt: through,
    });
    this.#listedThroughMs = through.getTime();
    this.#seen = seen;
    return changedExecutionCount > 0;
  }

  #setProblem(next: AppError | null): void {
    const changed = this.#problem?.code !== next?.code;
    this.#problem = next;
    if (changed) this.#context.onHealthChange();
  }
}
