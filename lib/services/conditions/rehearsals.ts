import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Rehearsal } from '../../contract/condition.ts';
import { maskError, problemText } from '../../contract/mask-error.ts';
import { AppError } from '../../domain/app-error.ts';
import type { ServiceContext } from '../service-context.ts';
import type { RehearsalTally } from './rehearsal-tally.ts';

const AT_ONCE = 200;
const MOST_RUNNING = 3;
const MOST_KEPT = 20;
const KEPT_FOR_MS = 900_000;

interface Entry {
  rehearsalId: string;
  tally: RehearsalTally;
  status: Rehearsal['status'];
  from: Date;
  to: Date;
  /** Everything up to here was judged. */
  reachedAt: Date;
  problem: Rehearsal['problem'];
  endedAtMs: number | null;
  stopping: AbortController;
}

/** The rehearsals of this process, bounded in number; those that ended stay readable for a while. */
export interface Rehearsals {
  start(
    context: Pick<ServiceContext, 'store' | 'logger' | 'closing'>,
    given: { tally: RehearsalTally; functionName: string; from: Date; to: Date },
  ): Rehearsal;
  find(rehearsalId: string): Rehearsal | null;
  /** Null where there is no such rehearsal; one that ended stays as it ended. */
  cancel(rehearsalId: string): Rehearsal | null;
}

export function createRehearsals(): Rehearsals {
  const entries = new Map<string, Entry>();
  const forget = () => {
    const ended = [...entries.values()].filter(({ endedAtMs }) => endedAtMs !== null);
    const surplus = ended.length - MOST_KEPT;
    for (const [index, { rehearsalId, endedAtMs }] of ended.entries()) {
      const old = performance.now() - (endedAtMs ?? 0) > KEPT_FOR_MS;
      if (old || index < surplus) entries.delete(rehearsalId);
    }
  };
  return {
    start(context, { tally, functionName, from, to }) {
      forget();
      const running = [...entries.values()].filter(({ endedAtMs }) => endedAtMs === null);
      if (running.length >= MOST_RUNNING) {
        throw new AppError('conflict', `${MOST_RUNNING} rehearsals are running already.`, {
          nextStep: 'Wait for one to end, or cancel it.',
        });
      }
      const entry: Entry = {
        rehearsalId: randomUUID(),
        tally,
        status: 'running',
        from,
        to,
        reachedAt: from,
        problem: null,
        endedAtMs: null,
        stopping: new AbortController(),
      };
      entries.set(entry.rehearsalId, entry);
      void run(context, entry, functionName);
      return rehearsalOf(entry);
    },
    find(rehearsalId) {
      const entry = entries.get(rehearsalId);
      return entry === undefined ? null : rehearsalOf(entry);
    },
    cancel(rehearsalId) {
      const entry = entries.get(rehearsalId);
      if (entry === undefined) return null;
      if (entry.status === 'running') end(entry, 'cancelled');
      return rehearsalOf(entry);
    },
  };
}

/** Page by page, so that everything else goes on between. */
async function run(
  context: Pick<ServiceContext, 'store' | 'logger' | 'closing'>,
  entry: Entry,
  functionName: string,
): Promise<void> {
  const { from, to, tally, stopping } = entry;
  const stopped = AbortSignal.any([stopping.signal, context.closing]);
  try {
    let cursor: string | null = null;
    do {
      const page = await context.store.conditions.scan(
        { functionName, from, to },
        { limit: AT_ONCE, cursor },
      );
      if (stopped.aborted) break;
      for (const hop of page.rows) tally.add(hop);
      entry.reachedAt = page.rows.at(-1)?.endedAt ?? entry.reachedAt;
      cursor = page.nextCursor;
      await nextTurn();
    } while (cursor !== null && !stopped.aborted);
    if (entry.status === 'running') end(entry, stopped.aborted ? 'cancelled' : 'done');
  } catch (error) {
    if (entry.status !== 'running') return;
    const masked = maskError(error, (errorId, cause) => {
      context.logger.error({ errorId, err: cause }, 'a rehearsal failed');
    });
    entry.problem = problemText(masked);
    end(entry, 'failed');
  }
}

function end(entry: Entry, status: Rehearsal['status']): void {
  entry.status = status;
  entry.endedAtMs = performance.now();
  entry.stopping.abort();
}

function rehearsalOf(entry: Entry): Rehearsal {
  const { rehearsalId, status, from, to, problem } = entry;
  const figures = entry.tally.figures();
  return {
    rehearsalId,
    status,
    ...figures,
    hopCount: status === 'done' ? figures.judgedCount : expectedCount(entry, figures.judgedCount),
    from: from.toISOString(),
    to: to.toISOString(),
    problem,
  };
}

/** How many there will be, by how much of the time is judged; counting them first would read them all. */
function expectedCount({ from, to, reachedAt }: Entry, judgedCount: number): number {
  const share = (reachedAt.getTime() - from.getTime()) / Math.max(1, to.getTime() - from.getTime());
  return share <= 0 ? judgedCount : Math.max(judgedCount, Math.round(judgedCount / share));
}
