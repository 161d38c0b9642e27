import { filterLogEvents } from '../aws/filter-log-events.ts';
import { problemText } from '../contract/mask-error.ts';
import { AppError } from '../domain/app-error.ts';
import type { LogEvent } from '../domain/observation.ts';
import type { SourceRow } from '../store/store.ts';
import type { CollectorContext, SourceHealth } from './collector-context.ts';
import { backOffDelayMs, pollDelayMs } from './poll-pace.ts';
import { SeenEvents } from './seen-events.ts';
import { lastMoment, selectNewEvents } from './select-new-events.ts';
import { Sleeper } from './sleeper.ts';
import { partsByFunction, type WatchedGroup } from './watched-group.ts';

/** About 10 MB of event IDs in the worst case. */
const SEEN_LIMIT = 50_000;
/** Reading on through old pages yields to groups that are hot now. */
const PAGE_PATIENCE_MS = 5_000;
const SLOW_PATIENCE_MS = 60_000;
/** A checkpoint without new events is written this often only; a crash costs reading as much again. */
const CHECKPOINT_EVERY_MS = 10_000;

/** Of a batch without events, which moves the checkpoint only. */
const NOBODY = { functionName: null, functionArn: null, architecture: 'x86_64' as const, timeoutMs: 0 };

type Status = SourceHealth['status'];

/**
 * Follows one log group: polls from its checkpoint with an overlapping window, and re-reads the last hours slowly for
 * lines that came late. It fails and backs off alone.
 */
export class GroupFollower {
  readonly #context: CollectorContext;
  readonly #stop = new AbortController();
  readonly #sleeper = new Sleeper();
  readonly #seen = new SeenEvents(SEEN_LIMIT);
  #group: WatchedGroup;
  #watermark: number | null;
  #lastEventAt: number | null;
  #status: Status = 'starting';
  #problem: AppError | null = null;
  #failures = 0;
  #retryAt: number | null = null;
  #lastPollAt: number | null = null;
  #lastNewAt = Number.NEGATIVE_INFINITY;
  #lastFullAt = Number.NEGATIVE_INFINITY;
  #committedAt = Number.NEGATIVE_INFINITY;
  #running: Promise<unknown> = Promise.resolve();

  constructor(context: CollectorContext, group: WatchedGroup, source: SourceRow | undefined) {
    this.#context = context;
    this.#group = group;
    this.#watermark = source?.watermarkAt?.getTime() ?? null;
    this.#lastEventAt = source?.lastEventAt?.getTime() ?? null;
  }

  get group(): WatchedGroup {
    return this.#group;
  }
  /** Functions come and go; the group stays. */
  set group(group: WatchedGroup) {
    this.#group = group;
  }
  /** Event time up to which everything was read once. */
  get watermarkAt(): Date | null {
    return this.#watermark === null ? null : new Date(this.#watermark);
  }
  get lastEventAt(): Date | null {
    return this.#lastEventAt === null ? null : new Date(this.#lastEventAt);
  }

  start(): void {
    this.#running = Promise.all([this.#follow(), this.#readAgain()]);
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  /** Something is about to run: reads now, and often for a while. */
  wake(): void {
    this.#lastNewAt = performance.now();
    if (this.#failures === 0) this.#sleeper.wake();
  }

  health(source: SourceRow | undefined): SourceHealth {
    const now = this.#context.now();
    return {
      logGroupName: this.#group.logGroupName,
      functionNames: this.#group.functions.map((record) => record.functionName),
      status: this.#status,
      watermarkAt: isoOf(this.#watermark),
      lagMs: this.#watermark === null ? null : Math.max(0, now - this.#watermark),
      lastPollAt: isoOf(this.#lastPollAt),
      lastEventAt: isoOf(this.#lastEventAt),
      lateLineCount: source?.lateLineCount ?? 0,
      unreadableLineCount: source?.unreadableLineCount ?? 0,
      retryAt: isoOf(this.#retryAt),
      problem: this.#problem === null ? null : problemText(this.#problem),
    };
  }

  async #follow(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      const delayMs = await this.#pollGuarded();
      await this.#sleeper.sleep(delayMs, signal);
    }
  }

  /** Polls once; returns ms until the next poll. */
  async #pollGuarded(): Promise<number> {
    const { pace, gate, logger } = this.#context;
    const { logGroupName } = this.#group;
    try {
      await this.#poll();
      this.#failures = 0;
      const quietMs = performance.now() - this.#lastNewAt;
      this.#settleOn(quietMs < pace.hotForMs ? 'following' : 'idle', null, null);
      return pollDelayMs(quietMs, pace);
    } catch (error) {
      if (this.#stop.signal.aborted) return 0;
      if (error instanceof AppError && error.code === 'not-found') {
        // Lambda creates the group with the function's first line: nothing was logged up to now.
        this.#failures = 0;
        this.#watermark = this.#lastPollAt;
        this.#settleOn('idle', null, null);
        return pollDelayMs(performance.now() - this.#lastNewAt, { ...pace, hotMs: pace.idleMs });
      }
      this.#failures += 1;
      if (error instanceof AppError && error.code === 'throttled') gate.throttled();
      const delayMs = backOffDelayMs(this.#failures, pace, Math.random());
      const problem =
        error instanceof AppError
          ? error
          : new AppError('internal', 'Reading this log group failed.', {
              nextStep: 'The server’s log holds the cause; reading is tried again by itself.',
              cause: error,
            });
      logger.warn({ logGroupName, failures: this.#failures, err: error }, 'a log group could not be read');
      const passing =
        problem.code === 'throttled' || (problem.code !== 'access-denied' && this.#failures < 5);
      this.#settleOn(passing ? 'backing-off' : 'failing', problem, this.#context.now() + delayMs);
      return delayMs;
    }
  }

  #settleOn(status: Status, problem: AppError | null, retryAt: number | null): void {
    const changed = this.#status !== status || this.#problem?.code !== problem?.code;
    this.#status = status;
    this.#problem = problem;
    this.#retryAt = retryAt;
    if (changed) this.#context.onHealthChange();
  }

  async #poll(): Promise<void> {
    const { pace, backfillMs, retentionMs } = this.#context;
    const startedAt = this.#context.now();
    this.#lastPollAt = startedAt;
    const first = this.#watermark === null;
    const full = startedAt - this.#lastFullAt >= pace.fullEveryMs || startedAt < this.#lastFullAt;
    // A clock that jumped ahead must not leave a hole behind when it comes back.
    const readUpTo = Math.min(this.#watermark ?? startedAt - backfillMs, startedAt);
    const overlapMs = first ? 0 : full ? pace.overlapMs : pace.quickOverlapMs;
    const from = Math.max(readUpTo - overlapMs, startedAt - retentionMs);
    await this.#read({ from, to: null, patienceMs: 0, slowPass: false }, startedAt);
    this.#watermark = startedAt;
    if (full) this.#lastFullAt = startedAt;
  }

  async #readAgain(): Promise<void> {
    const { signal } = this.#stop;
    const { pace, logger, now } = this.#context;
    const sleeper = new Sleeper();
    await sleeper.sleep(pace.slowEveryMs * (0.5 + Math.random() / 2), signal);
    while (!signal.aborted) {
      if (this.#watermark !== null && this.#failures === 0) {
        const window = { from: now() - pace.slowWindowMs, to: this.#watermark - pace.overlapMs };
        try {
          await this.#read({ ...window, patienceMs: SLOW_PATIENCE_MS, slowPass: true }, null);
        } catch (error) {
          if (signal.aborted) return;
          const { logGroupName } = this.#group;
          logger.warn({ logGroupName, err: error }, 'the slow pass over a log group failed');
        }
      }
      await sleeper.sleep(pace.slowEveryMs, signal);
    }
  }

  /**
   * Reads a window page by page until there is no token, writing each page as it comes. `upTo` is what the checkpoint
   * says once the last page is in; pages before it move the checkpoint to their last event.
   */
  async #read(
    window: { from: number; to: number | null; patienceMs: number; slowPass: boolean },
    upTo: number | null,
  ): Promise<void> {
    const { aws, gate } = this.#context;
    const { signal } = this.#stop;
    let nextToken: string | null = null;
    let carried: LogEvent[] = [];
    let patienceMs = window.patienceMs;
    do {
      await gate.take(performance.now() + patienceMs, signal);
      const page = await filterLogEvents(aws, {
        logGroupName: this.#group.logGroupName,
        startTime: new Date(window.from),
        ...(window.to === null ? {} : { endTime: new Date(window.to) }),
        nextToken,
        once: true,
        signal,
      });
      const more = page.nextToken !== null && page.nextToken !== nextToken;
      nextToken = page.nextToken;
      const events = carried.length === 0 ? page.events : [...carried, ...page.events];
      carried = page.events.length === 0 ? carried : lastMoment(page.events);
      const fresh = selectNewEvents(events, (event) => this.#seen.has(event));
      await this.#write(fresh, upTo === null ? null : more ? lastTime(page.events) : upTo, window.slowPass);
      this.#seen.add(page.events);
      patienceMs = Math.max(window.patienceMs, PAGE_PATIENCE_MS);
      if (!more) return;
    } while (!signal.aborted);
  }

  async #write(events: LogEvent[], readUpTo: number | null, slowPass: boolean): Promise<void> {
    const { store } = this.#context;
    const { logGroupName } = this.#group;
    const latest = lastTime(events);
    if (latest !== null) this.#lastEventAt = Math.max(this.#lastEventAt ?? latest, latest);
    const now = performance.now();
    const due = events.length > 0 || now - this.#committedAt >= CHECKPOINT_EVERY_MS;
    const checkpoint =
      readUpTo === null || !due
        ? null
        : { logGroupName, watermarkAt: new Date(readUpTo), lastEventAt: this.lastEventAt };
    const parts = partsByFunction(events, this.#group);
    for (const [index, part] of parts.entries()) {
      // The checkpoint goes with the last part: a crash between two reads the whole page again.
      const last = index === parts.length - 1;
      await store.ingest.logEvents({ logGroupName, ...part, checkpoint: last ? checkpoint : null, slowPass });
    }
    if (parts.length === 0 && checkpoint !== null) {
      await store.ingest.logEvents({ logGroupName, ...NOBODY, events: [], checkpoint, slowPass });
    }
    if (checkpoint !== null) this.#committedAt = now;
    if (events.length > 0 && !slowPass) this.#lastNewAt = now;
  }
}

function lastTime(events: readonly LogEvent[]): number | null {
  let latest: number | null = null;
  for (const { timestamp } of events) latest = Math.max(latest ?? timestamp, timestamp);
  return latest;
}

function isoOf(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
