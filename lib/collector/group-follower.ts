import { problemText } from '../contract/mask-error.ts';
import { AppError } from '../domain/app-error.ts';
import type { SourceRow } from '../store/store.ts';
import type { CollectorContext, SourceHealth } from './collector-context.ts';
import { LogGroupReader } from './log-group-reader.ts';
import { backOffDelayMs, pollDelayMs } from './poll-pace.ts';
import { Sleeper } from './sleeper.ts';
import type { WatchedGroup } from './watched-group.ts';

/** Short of it a failure may pass by itself. */
const FAILURES_THAT_LAST = 5;

/** Follows one log group at its own pace, re-reads the last hours slowly, and fails and backs off alone. */
export class GroupFollower {
  readonly #context: CollectorContext;
  readonly #stop = new AbortController();
  readonly #sleeper = new Sleeper();
  readonly #reader: LogGroupReader;
  #status: SourceHealth['status'] = 'starting';
  #problem: AppError | null = null;
  #failures = 0;
  #retryAt: number | null = null;
  #running: Promise<unknown> = Promise.resolve();

  constructor(context: CollectorContext, group: WatchedGroup, source: SourceRow | undefined) {
    this.#context = context;
    this.#reader = new LogGroupReader(context, group, source, this.#stop.signal);
  }

  get group(): WatchedGroup {
    return this.#reader.group;
  }
  /** Functions come and go; the group stays. */
  set group(group: WatchedGroup) {
    this.#reader.group = group;
  }
  /** Event time up to which everything was read once. */
  get watermarkAt(): Date | null {
    return this.#reader.watermark === null ? null : new Date(this.#reader.watermark);
  }
  get lastEventAt(): Date | null {
    return this.#reader.lastEventAt === null ? null : new Date(this.#reader.lastEventAt);
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
    this.#reader.expectEvents();
    if (this.#failures === 0) this.#sleeper.wake();
  }

  health(source: SourceRow | undefined): SourceHealth {
    const { watermark, lastPollAt, lastEventAt } = this.#reader;
    return {
      logGroupName: this.group.logGroupName,
      eventBusName: this.group.bus?.eventBusName ?? null,
      functionNames: this.group.functions.map((record) => record.functionName),
      status: this.#status,
      watermarkAt: isoOf(watermark),
      lagMs: watermark === null ? null : Math.max(0, this.#context.now() - watermark),
      lastPollAt: isoOf(lastPollAt),
      lastEventAt: isoOf(lastEventAt),
      lateLineCount: source?.lateLineCount ?? 0,
      unreadableLineCount: source?.unreadableLineCount ?? 0,
      retryAt: isoOf(this.#retryAt),
      problem: this.#problem === null ? null : problemText(this.#problem),
    };
  }

  async #follow(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      const delayMs = await this.#poll();
      await this.#sleeper.sleep(delayMs, signal);
    }
  }

  /** Polls once; returns ms until the next poll. */
  async #poll(): Promise<number> {
    const { pace } = this.#context;
    try {
      await this.#reader.poll();
    } catch (error) {
      if (this.#stop.signal.aborted) return 0;
      if (!(error instanceof AppError) || error.code !== 'not-found') return this.#backOff(error);
      this.#reader.noteMissing();
    }
    this.#failures = 0;
    const { quietMs } = this.#reader;
    this.#becomes(quietMs < pace.hotForMs ? 'following' : 'idle', null, null);
    return pollDelayMs(quietMs, pace);
  }

  #backOff(error: unknown): number {
    const { pace, gate, logger, now } = this.#context;
    const { logGroupName } = this.group;
    this.#failures += 1;
    const problem = error instanceof AppError ? error : unexpected(error);
    // Once for each kind of failure: it comes round many times.
    const level = problem.code === this.#problem?.code ? 'debug' : 'warn';
    logger[level]({ logGroupName, failures: this.#failures, err: error }, 'a log group could not be read');
    if (problem.code === 'throttled') gate.throttled();
    const delayMs = backOffDelayMs(this.#failures, pace, Math.random());
    const passing =
      problem.code === 'throttled' ||
      (problem.code !== 'access-denied' && this.#failures < FAILURES_THAT_LAST);
    this.#becomes(passing ? 'backing-off' : 'failing', problem, now() + delayMs);
    return delayMs;
  }

  #becomes(status: SourceHealth['status'], problem: AppError | null, retryAt: number | null): void {
    const changed = this.#status !== status || this.#problem?.code !== problem?.code;
    this.#status = status;
    this.#problem = problem;
    this.#retryAt = retryAt;
    if (changed) this.#context.onHealthChange();
  }

  async #readAgain(): Promise<void> {
    const { signal } = this.#stop;
    const { pace, logger } = this.#context;
    const sleeper = new Sleeper();
    // Not all groups at once.
    await sleeper.sleep(pace.slowEveryMs * (0.5 + Math.random() / 2), signal);
    while (!signal.aborted) {
      try {
        if (this.#failures === 0) await this.#reader.readAgain();
      } catch (error) {
        if (signal.aborted) return;
        logger.warn({ logGroupName: this.group.logGroupName, err: error }, 'the slow pass failed');
      }
      await sleeper.sleep(pace.slowEveryMs, signal);
    }
  }
}

function unexpected(cause: unknown): AppError {
  return new AppError('internal', 'Reading this log group failed.', {
    nextStep: 'The server’s log holds the cause; reading is tried again by itself.',
    cause,
  });
}

function isoOf(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
