import type { LiveEvent } from '../contract/live-event.ts';
import { AppError } from '../domain/app-error.ts';
import type { CollectorContext, SourceHealth, StateMachineHealth } from './collector-context.ts';
import { Executions } from './executions.ts';
import { FollowerSet } from './follower-set.ts';
import { FunctionCatalogue } from './function-catalogue.ts';
import { FunctionDetails } from './function-details.ts';
import { RecursionDrops } from './recursion-drops.ts';
import { Sleeper } from './sleeper.ts';
import { needsTags, type WatchRules } from './watch-rules.ts';
import { watchedGroups } from './watched-group.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const LEAST_RETRY_MS = 2_000;

/** How often each task comes round, ms. */
interface Rhythm {
  discoverMs: number;
  settleMs: number;
  detailsMs: number;
  detailsMaxAgeMs: number;
  /** Four calls a function: a quarter of the 15 a second that the account shares. */
  detailsPauseMs: number;
  dropsMs: number;
}
const AWS_RHYTHM: Rhythm = {
  discoverMs: MINUTE_MS,
  settleMs: 5_000,
  detailsMs: 10_000,
  detailsMaxAgeMs: 15 * MINUTE_MS,
  detailsPauseMs: 1_000,
  dropsMs: MINUTE_MS,
};
const SANDBOX_RHYTHM: Rhythm = {
  discoverMs: 2_000,
  settleMs: 1_000,
  detailsMs: 2_000,
  detailsMaxAgeMs: MINUTE_MS,
  detailsPauseMs: 20,
  dropsMs: 3_000,
};

type Discovered = 'functions' | 'state machines';

export interface CollectionOptions {
  rules: WatchRules;
  singleRunRetentionMs: number;
}

/** All that runs while this process leads: discovery, the followers, and what the passing of time settles. */
export class Collection {
  readonly #context: CollectorContext;
  readonly #options: CollectionOptions;
  readonly #rhythm: Rhythm;
  readonly #stop = new AbortController();
  readonly #catalogue: FunctionCatalogue;
  readonly #details: FunctionDetails;
  readonly #drops: RecursionDrops;
  readonly #followers: FollowerSet;
  readonly #executions: Executions;
  readonly #discoverySleeper = new Sleeper();
  #running: Promise<unknown> = Promise.resolve();
  readonly #problems = new Map<Discovered, AppError>();

  constructor(context: CollectorContext, options: CollectionOptions) {
    this.#context = context;
    this.#options = options;
    this.#rhythm = options.rules.sandbox ? SANDBOX_RHYTHM : AWS_RHYTHM;
    this.#catalogue = new FunctionCatalogue(context, options.rules);
    this.#details = new FunctionDetails(context, this.#catalogue, {
      tagsOfAll: needsTags(options.rules),
      maxAgeMs: this.#rhythm.detailsMaxAgeMs,
    });
    this.#drops = new RecursionDrops(context);
    this.#followers = new FollowerSet(context);
    this.#executions = new Executions(context, options.rules);
  }

  /** Why the account's functions cannot be listed; null while they can. */
  get problem(): AppError | null {
    return this.#problems.get('functions') ?? null;
  }

  /** Why the account's state machines, or the tags that decide which are watched, cannot be read; null while they can. */
  get stateMachineProblem(): AppError | null {
    return this.#problems.get('state machines') ?? null;
  }

  start(): void {
    const { store } = this.#context;
    const rhythm = this.#rhythm;
    this.#running = Promise.all([
      this.#every('discover functions', rhythm.discoverMs, () => this.#discover(), this.#discoverySleeper),
      this.#every('discover state machines', rhythm.discoverMs, () => this.#discoverMachines()),
      this.#executions.follow(this.#stop.signal),
      this.#every('settle', rhythm.settleMs, () => store.ingest.settle(this.#followers.watermarks())),
      this.#every('read function details', rhythm.detailsMs, () => this.#readDetails()),
      this.#every('read dropped recursions', rhythm.dropsMs, () => this.#readDrops()),
      this.#every('reconcile operations', 5_000, () => this.#reconcile()),
      this.#every('prune', 10 * MINUTE_MS, () => this.#prune()),
    ]);
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
    await this.#followers.stop();
  }

  /** Lists functions and choices anew. */
  refresh(): void {
    this.#discoverySleeper.wake();
  }

  /** This function is about to run: its log is read at once and often for a while. */
  wake(functionName: string): void {
    this.#followers.wake(functionName);
  }

  /** Events are about to be put on these buses. */
  wakeBuses(eventBusNames: readonly string[]): void {
    this.#followers.wakeBuses(eventBusNames);
  }

  /** Takes up buses that are newly watched, and leaves those that no longer are. */
  async follow(): Promise<void> {
    const { store } = this.#context;
    const groups = watchedGroups(this.#catalogue.all(), await store.events.watchedBuses());
    if (!this.#stop.signal.aborted) await this.#followers.setGroups(groups, await store.sources.list());
  }

  /** An execution of this state machine is about to start, to stop or to go on. */
  wakeExecution(stateMachineArn: string, executionArn: string | null): void {
    this.#executions.wake(stateMachineArn, executionArn);
  }

  /** Takes up state machines that the page has chosen, and leaves those that it no longer has. */
  async followMachines(): Promise<void> {
    await this.#executions.catalogue.load();
    this.#executions.setMachines();
  }

  stateMachines(): StateMachineHealth[] {
    return this.#executions.health();
  }

  async health(): Promise<SourceHealth[]> {
    const rows = await this.#context.store.sources.list();
    const rowOf = new Map(rows.map((row) => [row.logGroupName, row]));
    return this.#followers.all().map((item) => item.health(rowOf.get(item.group.logGroupName)));
  }

  /** A task of its own rhythm; what it throws is logged once, and it comes round again. */
  async #every(
    name: string,
    everyMs: number,
    task: () => Promise<unknown>,
    sleeper = new Sleeper(),
  ): Promise<void> {
    const { signal } = this.#stop;
    let failing = false;
    while (!signal.aborted) {
      let delayMs = everyMs;
      try {
        await task();
        failing = false;
      } catch (error) {
        if (signal.aborted) return;
        this.#context.logger[failing ? 'debug' : 'warn'](
          { task: name, err: error },
          'a task of the collector failed',
        );
        failing = true;
        delayMs = Math.max(everyMs, LEAST_RETRY_MS);
      }
      await sleeper.sleep(delayMs, signal);
    }
  }

  async #discover(): Promise<void> {
    if (this.#catalogue.all().length === 0) {
      // What was known before is followed before AWS answers.
      await this.#catalogue.load();
      await this.follow();
    }
    try {
      const changed = await this.#catalogue.refresh();
      this.#setProblem('functions', null);
      if (changed) await this.#notify({ type: 'functions' });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.#setProblem('functions', error);
      await this.#catalogue.readChoices();
    }
    if (!this.#stop.signal.aborted) await this.follow();
  }

  async #discoverMachines(): Promise<void> {
    const { catalogue } = this.#executions;
    const { signal } = this.#stop;
    await this.followMachines();
    let changed = false;
    try {
      changed = await catalogue.refresh(signal);
      this.#executions.setMachines();
      if (await catalogue.readTags(signal)) changed = true;
      this.#executions.setMachines();
      this.#setProblem('state machines', null);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.code === 'throttled') this.#context.statesGate.throttled();
      this.#setProblem('state machines', error);
    }
    if (changed) await this.#notify({ type: 'executions' });
    if (await catalogue.readDefinitions(signal)) await this.#notify({ type: 'executions' });
  }

  #setProblem(of: Discovered, next: AppError | null): void {
    const changed = this.#problems.get(of)?.code !== next?.code;
    if (next === null) this.#problems.delete(of);
    else this.#problems.set(of, next);
    if (!changed) return;
    if (next) this.#context.logger.warn({ err: next }, `the ${of} of the account cannot be listed`);
    this.#context.onHealthChange();
  }

  async #readDetails(): Promise<void> {
    const { signal } = this.#stop;
    const pause = new Sleeper();
    let any = false;
    while (!signal.aborted && (await this.#details.readNext())) {
      any = true;
      await pause.sleep(this.#rhythm.detailsPauseMs, signal);
    }
    if (any) await this.#notify({ type: 'functions' });
  }

  async #readDrops(): Promise<void> {
    const since = this.#context.now() - HOUR_MS;
    const active = this.#followers
      .all()
      .filter((follower) => (follower.lastEventAt?.getTime() ?? 0) > since)
      .flatMap((follower) => follower.group.functions);
    const guarded = active.filter((record) => record.recursiveLoop !== 'Allow');
    await this.#drops.read(guarded.map((record) => record.functionName));
  }

  async #reconcile(): Promise<void> {
    for (const { operationId } of await this.#context.store.operations.reconcile()) {
      await this.#notify({ type: 'operation', operationId });
    }
  }

  async #prune(): Promise<void> {
    const { store, now, retentionMs } = this.#context;
    await store.prune({
      hops: new Date(now() - retentionMs),
      singleRuns: new Date(now() - this.#options.singleRunRetentionMs),
    });
  }

  async #notify(event: LiveEvent): Promise<void> {
    await this.#context.store.notify(JSON.stringify(event));
  }
}
