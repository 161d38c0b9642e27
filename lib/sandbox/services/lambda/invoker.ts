import type { LogSink, MetricSink, SandboxClock } from '../../service.ts';
import { ChildReaper } from './child-reaper.ts';
import { EnvironmentPool } from './environment-pool.ts';
import { ExecutionEnvironment, type Run, type RunOutcome } from './execution-environment.ts';
import type { FunctionRecord } from './function-record.ts';
import type { FunctionStore } from './function-store.ts';

/** AWS stops "approximately" at the 16th run of a function in one chain; here exactly after it. */
const MAX_RUNS_IN_CHAIN = 16;

export type InvokeResult =
  | { kind: 'ran'; outcome: RunOutcome }
  | {
      kind: 'throttled';
      reason: 'ReservedFunctionConcurrentInvocationLimitExceeded' | 'ConcurrentInvocationLimitExceeded';
    }
  | { kind: 'recursion-stopped' };

/** Runs functions on their execution environments and counts what happened. */
export class Invoker {
  readonly #options: {
    store: FunctionStore;
    endpoint: () => string;
    logs: LogSink;
    metrics: MetricSink;
    clock: SandboxClock;
    idleEnvironmentMs: number;
  };
  readonly #reaper = new ChildReaper();
  readonly #pools = new Map<string, { revisionId: string; pool: EnvironmentPool }>();
  readonly #retired = new Set<EnvironmentPool>();
  readonly #inFlight = new Map<string, number>();

  constructor(options: {
    store: FunctionStore;
    endpoint: () => string;
    logs: LogSink;
    metrics: MetricSink;
    clock: SandboxClock;
    idleEnvironmentMs: number;
  }) {
    this.#options = options;
  }

  /** Runs one invocation; an asynchronous one is `patient` where every environment is busy. */
  async invoke(fn: FunctionRecord, run: Run, patient: boolean): Promise<InvokeResult> {
    const { metrics, clock } = this.#options;
    if (fn.recursiveLoop === 'Terminate' && run.trace.earlierRuns >= MAX_RUNS_IN_CHAIN) {
      metrics.count('RecursiveInvocationsDropped', fn.name, clock.now());
      return { kind: 'recursion-stopped' };
    }
    const inFlight = this.#inFlight.get(fn.arn) ?? 0;
    if (fn.reservedConcurrency !== null && inFlight >= fn.reservedConcurrency) {
      metrics.count('Throttles', fn.name, clock.now());
      return { kind: 'throttled', reason: 'ReservedFunctionConcurrentInvocationLimitExceeded' };
    }
    this.#inFlight.set(fn.arn, inFlight + 1);
    try {
      const startedAtMs = clock.now();
      const outcome = await this.#poolOf(fn).run(run, patient);
      if (outcome === 'no-capacity') {
        metrics.count('Throttles', fn.name, clock.now());
        return { kind: 'throttled', reason: 'ConcurrentInvocationLimitExceeded' };
      }
      metrics.count('Invocations', fn.name, startedAtMs);
      if (outcome.failed) metrics.count('Errors', fn.name, startedAtMs);
      return { kind: 'ran', outcome };
    } finally {
      this.#inFlight.set(fn.arn, (this.#inFlight.get(fn.arn) ?? 1) - 1);
    }
  }

  /** Lets the environments of a changed or deleted function end. */
  retire(fn: FunctionRecord): void {
    const current = this.#pools.get(fn.arn);
    if (current === undefined) return;
    this.#pools.delete(fn.arn);
    current.pool.retire();
    for (const pool of this.#retired) if (pool.isEmpty) this.#retired.delete(pool);
    this.#retired.add(current.pool);
  }

  /** Ends every environment now. */
  stop(): void {
    for (const { pool } of this.#pools.values()) pool.stop();
    for (const pool of this.#retired) pool.stop();
    this.#pools.clear();
    this.#retired.clear();
    this.#reaper.stop();
  }

  #poolOf(fn: FunctionRecord): EnvironmentPool {
    const current = this.#pools.get(fn.arn);
    if (current !== undefined && current.revisionId === fn.revisionId) return current.pool;
    this.retire(fn);
    const { store, endpoint, logs, clock, idleEnvironmentMs } = this.#options;
    const snapshot = structuredClone(fn);
    const pool = new EnvironmentPool(
      () =>
        new ExecutionEnvironment({
          fn: snapshot,
          codeDir: store.codeDir(snapshot),
          endpoint: endpoint(),
          logs,
          clock,
          reaper: this.#reaper,
        }),
      idleEnvironmentMs,
    );
    this.#pools.set(fn.arn, { revisionId: fn.revisionId, pool });
    return pool;
  }
}
