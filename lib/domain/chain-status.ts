import type { ChainStatus } from './chain.ts';
import type { Hop, HopStatus } from './hop.ts';

/**
 * What a chain's status is computed from: sums over its hops, its last hop, and the few hops that are open. None needs
 * the other hops to be read again.
 */
export interface ChainFacts {
  runningHopCount: number;
  /** Hops that failed, timed out or were throttled, with or without a successor. */
  failedHopCount: number;
  /** Hops that began and of whose end nothing came although the watermark passed it. */
  lostHopCount: number;
  /** The last of the failed hops that caused nothing further: no retry, no next, no re-run. */
  openFailure: {
    endedAt: Date | null;
    status: HopStatus;
    errorType: string | null;
    /** Its execution failed after it. */
    ofExecution?: boolean;
  } | null;
  /** When the last hop whose parent is unknown among several began: it may be what followed a failure. */
  unknownParentStartedAt: Date | null;
  /** The hop that began last. */
  lastHop: { status: HopStatus; startedAt: Date | null; limit: string | null } | null;
  /** Of the runs that must follow (`expectationsOf`) and have not come. */
  expected: readonly ExpectedRun[];
  /** What stopped the chain from outside, the latest. */
  cut: { by: 'recursion-guard' | 'operator' | 'brake'; at: Date } | null;
}

export interface ExpectedRun {
  kind: 'next' | 'operation' | 'async-retry' | 'execution';
  expectedBy: Date;
  /** Of the log group where the run would show; null where that is not followed. */
  watermarkAt: Date | null;
  /** That log group is followed and says START and REPORT of each run (system log level INFO). */
  observable: boolean;
  /** A metric, dead-letter queue or destination tells where it went. */
  explained: boolean;
}

export interface ChainVerdict {
  status: ChainStatus;
  nextExpectedBy: Date | null;
  /** Why it ended, or is believed to have ended, in words; null where the hops say it. */
  ending: string | null;
}

/**
 * Judges a chain: running, else waiting for what must still come, else lost, cut, failed, recovered or
 * succeeded. `nextExpectedBy` is the earliest deadline; null while waiting for what cannot be observed, or for an
 * execution, which has none.
 */
export function chainStatusOf(facts: ChainFacts): ChainVerdict {
  if (facts.runningHopCount > 0) return verdict('running', null);

  const states = facts.expected.map((run) => ({ run, state: stateOf(run) }));
  const coming = states.filter(({ state }) => state === 'coming').map(({ run }) => run);
  const cut = cutOf(facts);
  if (coming.length > 0 && cut === null) {
    const deadlines = coming.flatMap(({ kind, expectedBy }) =>
      kind === 'execution' ? [] : [expectedBy.getTime()],
    );
    const nextExpectedBy = deadlines.length === 0 ? null : new Date(Math.min(...deadlines));
    return { status: 'waiting', nextExpectedBy, ending: null };
  }
  if (cut !== null) return verdict('cut', cut);
  if (states.some(({ state }) => state === 'lost')) {
    return verdict('lost', 'The next run was sent, its log is complete, and it never began');
  }
  if (facts.lostHopCount > 0 && facts.lastHop?.status === 'lost') {
    return verdict('lost', 'The last run began, and its end was never logged');
  }
  const unseen = states.some(({ state }) => state === 'unseen');
  const ending = unseen ? 'A next run was sent; its log is not followed, so nothing is known of it' : null;
  if (isOpen(facts)) return verdict('failed', ending ?? failureOf(facts));
  if (facts.lastHop?.status === 'not-observed') {
    return verdict('waiting', 'No log shows this run; its function may not be followed');
  }
  return verdict(facts.failedHopCount + facts.lostHopCount > 0 ? 'recovered' : 'succeeded', ending);
}

/** A retry that does not come means that none was configured: then the failure was the end. */
function stateOf(run: ExpectedRun): 'coming' | 'lost' | 'unseen' | 'settled' {
  const overdue = run.watermarkAt !== null && run.watermarkAt >= run.expectedBy;
  if (run.explained) return 'settled';
  if (run.kind === 'execution') return 'coming';
  if (run.kind === 'async-retry') return overdue ? 'settled' : 'coming';
  if (run.watermarkAt === null) return 'unseen';
  if (!overdue) return 'coming';
  return run.observable ? 'lost' : 'unseen';
}

/** Only what came after the last hop began can have stopped the chain there. */
function cutOf(facts: ChainFacts): string | null {
  const since = facts.lastHop?.startedAt?.getTime() ?? 0;
  if (facts.cut !== null && facts.cut.at.getTime() >= since) return CUT_WORDS[facts.cut.by];
  return facts.lastHop?.limit ?? null;
}

const CUT_WORDS = {
  'recursion-guard': 'AWS stopped it as a recursive loop, after about 16 invocations',
  operator: 'Stopped by an operator',
  brake: 'Stopped by a brake on the function',
} as const;

function isOpen(facts: ChainFacts): boolean {
  const { openFailure, unknownParentStartedAt } = facts;
  if (openFailure === null) return false;
  if (unknownParentStartedAt === null || openFailure.endedAt === null) return true;
  return unknownParentStartedAt < openFailure.endedAt;
}

function failureOf(facts: ChainFacts): string | null {
  if (facts.openFailure === null) return null;
  if (facts.openFailure.status === 'timed-out') return 'The run timed out, and nothing further is expected';
  const { errorType, ofExecution } = facts.openFailure;
  if (ofExecution) return `The execution failed${errorType === null ? '' : ` with ${errorType}`}`;
  return `The run failed${errorType === null ? '' : ` with ${errorType}`}, and nothing further is expected`;
}

function verdict(status: ChainStatus, ending: string | null): ChainVerdict {
  return { status, nextExpectedBy: null, ending };
}

/**
 * Why a hop did not run again, in words: the limit that a marker without `next` says it reached, or that its execution
 * was stopped. Null for any other hop.
 */
export function limitReachedBy(
  hop: Pick<Hop, 'markers'> & Partial<Pick<Hop, 'task' | 'standings'>>,
): string | null {
  const own = hop.standings?.find(({ executionArn }) => executionArn === hop.task?.executionArn);
  if (own?.status === 'ABORTED') return 'Its execution was stopped';
  for (const { next, attempt, maxAttempts, reason } of hop.markers) {
    if (next !== null || attempt === null || maxAttempts === null || attempt < maxAttempts) continue;
    if (reason !== null && /max(?:imum)?[ -]?attempts|limit/i.test(reason)) {
      return `Reached its limit of ${maxAttempts} attempts`;
    }
  }
  return null;
}
