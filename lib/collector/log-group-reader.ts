import { filterLogEvents } from '../aws/filter-log-events.ts';
import type { LogEvent } from '../domain/observation.ts';
import type { LogBatch, SourceRow } from '../store/store.ts';
import type { CollectorContext } from './collector-context.ts';
import { SeenEvents } from './seen-events.ts';
import { lastMoment, selectNewEvents } from './select-new-events.ts';
import { partsByFunction, type WatchedGroup } from './watched-group.ts';

/** About 10 MB of event IDs in the worst case. */
const SEEN_LIMIT = 50_000;
/** Idle groups, and reading on through old pages, yield to groups that are hot now. */
const IDLE_PATIENCE_MS = 5_000;
const SLOW_PATIENCE_MS = 60_000;
/** A checkpoint without new events is written this often only; a crash costs reading as much again. */
const CHECKPOINT_EVERY_MS = 10_000;
/** Of a batch without events, which moves the checkpoint only. */
const NOBODY = { functionName: null, functionArn: null, architecture: 'x86_64' as const, timeoutMs: 0 };

interface Pass {
  /** Event times, ms since the epoch. */
  from: number;
  to: number | null;
  /** What the checkpoint says once the last page is in; null leaves it alone. */
  readUpTo: number | null;
  /** How long the first call may wait for more urgent ones. */
  patienceMs: number;
  slow: boolean;
}

/** Moves one log group's events into the store, each page with its checkpoint in one transaction. */
export class LogGroupReader {
  group: WatchedGroup;
  readonly #context: CollectorContext;
  readonly #signal: AbortSignal;
  readonly #seen = new SeenEvents(SEEN_LIMIT);
  #watermark: number | null;
  #lastEventAt: number | null;
  #lastPollAt: number | null = null;
  #lastFullAt = Number.NEGATIVE_INFINITY;
  #committedAt = Number.NEGATIVE_INFINITY;
  #lastNewAt = Number.NEGATIVE_INFINITY;

  constructor(
    context: CollectorContext,
    group: WatchedGroup,
    source: SourceRow | undefined,
    signal: AbortSignal,
  ) {
    this.#context = context;
    this.#signal = signal;
    this.group = group;
    this.#watermark = source?.watermarkAt?.getTime() ?? null;
    this.#lastEventAt = source?.lastEventAt?.getTime() ?? null;
  }

  /** Event time up to which everything was read once, ms since the epoch. */
  get watermark(): number | null {
    return this.#watermark;
  }
  /** Of the newest event, ms since the epoch. */
  get lastEventAt(): number | null {
    return this.#lastEventAt;
  }
  get lastPollAt(): number | null {
    return this.#lastPollAt;
  }
  /** ms since new events were read, infinite where none were. */
  get quietMs(): number {
    return performance.now() - this.#lastNewAt;
  }

  /** Something is about to be logged. */
  expectEvents(): void {
    this.#lastNewAt = performance.now();
  }

  /** Reads from the checkpoint on, with an overlap for lines that came late; the first time from the back-fill on. */
  async poll(): Promise<void> {
    const { pace, backfillMs, retentionMs, now } = this.#context;
    const startedAt = now();
    this.#lastPollAt = startedAt;
    const first = this.#watermark === null;
    const full = startedAt - this.#lastFullAt >= pace.fullEveryMs || startedAt < this.#lastFullAt;
    // A clock that jumped ahead must not leave a hole behind when it comes back.
    const known = Math.min(this.#watermark ?? startedAt - backfillMs, startedAt);
    const overlapMs = first ? 0 : full ? pace.overlapMs : pace.quickOverlapMs;
    const from = Math.max(known - overlapMs, startedAt - retentionMs);
    const patienceMs = this.quietMs < pace.hotForMs ? 0 : IDLE_PATIENCE_MS;
    await this.#read({ from, to: null, readUpTo: startedAt, patienceMs, slow: false });
    this.#watermark = startedAt;
    if (full) this.#lastFullAt = startedAt;
  }

  /** Reads the last hours again, up to where polling overlaps: what is new there came late. */
  async readAgain(): Promise<void> {
    const { pace, now } = this.#context;
    if (this.#watermark === null) return;
    const from = now() - pace.slowWindowMs;
    const to = this.#watermark - pace.overlapMs;
    if (to <= from) return;
    await this.#read({ from, to, readUpTo: null, patienceMs: SLOW_PATIENCE_MS, slow: true });
  }

  /** Lambda creates the group with the function's first line: without a group nothing was logged up to now. */
  noteMissing(): void {
    this.#watermark = this.#lastPollAt;
  }

  /** Page by page until there is no token: pages may be short, or even empty, before that (aws.md 4.5). */
  async #read(pass: Pass): Promise<void> {
    const { aws, gate } = this.#context;
    const { logGroupName } = this.group;
    const signal = this.#signal;
    let nextToken: string | null = null;
    let carried: LogEvent[] = [];
    let patienceMs = pass.patienceMs;
    for (;;) {
      await gate.take(performance.now() + patienceMs, signal);
      const page = await filterLogEvents(aws, {
        logGroupName,
        startTime: new Date(pass.from),
        ...(pass.to === null ? {} : { endTime: new Date(pass.to) }),
        nextToken,
        once: true,
        signal,
      });
      const more = page.nextToken !== null && page.nextToken !== nextToken;
      const fresh = selectNewEvents([...carried, ...page.events], (event) => this.#seen.has(event));
      const readUpTo = pass.readUpTo === null ? null : more ? lastTime(page.events) : pass.readUpTo;
      await this.#write(fresh, readUpTo, pass.slow);
      this.#seen.add(page.events);
      if (!more) return;
      nextToken = page.nextToken;
      if (page.events.length > 0) carried = lastMoment(page.events);
      patienceMs = Math.max(pass.patienceMs, IDLE_PATIENCE_MS);
    }
  }

  async #write(events: LogEvent[], readUpTo: number | null, slowPass: boolean): Promise<void> {
    const { logGroupName } = this.group;
    const latest = lastTime(events);
    if (latest !== null) this.#lastEventAt = Math.max(this.#lastEventAt ?? latest, latest);
    const startedAt = performance.now();
    const due = events.length > 0 || startedAt - this.#committedAt >= CHECKPOINT_EVERY_MS;
    const lastEventAt = this.#lastEventAt === null ? null : new Date(this.#lastEventAt);
    const checkpoint =
      readUpTo === null || !due ? null : { logGroupName, watermarkAt: new Date(readUpTo), lastEventAt };
    await this.#ingest(events, checkpoint, slowPass);
    if (checkpoint !== null) this.#committedAt = startedAt;
    if (events.length > 0 && !slowPass) this.#lastNewAt = performance.now();
  }

  async #ingest(events: LogEvent[], checkpoint: LogBatch['checkpoint'], slowPass: boolean): Promise<void> {
    const { store } = this.#context;
    const { logGroupName, bus } = this.group;
    if (bus !== null) {
      if (events.length === 0 && checkpoint === null) return;
      await store.ingest.busEvents({ logGroupName, ...bus, events, checkpoint, slowPass });
      return;
    }
    const parts = partsByFunction(events, this.group);
    for (const [index, part] of parts.entries()) {
      // The checkpoint goes with the last part: after a crash between two the whole page is read again.
      const last = index === parts.length - 1;
      await store.ingest.logEvents({ logGroupName, ...part, checkpoint: last ? checkpoint : null, slowPass });
    }
    if (parts.length === 0 && checkpoint !== null) {
      await store.ingest.logEvents({ logGroupName, ...NOBODY, events: [], checkpoint, slowPass });
    }
  }
}

function lastTime(events: readonly LogEvent[]): number | null {
  let latest: number | null = null;
  for (const { timestamp } of events) latest = Math.max(latest ?? timestamp, timestamp);
  return latest;
}
