import { AppError } from '../domain/app-error.ts';
import { parseLogLine } from '../domain/log-line.ts';
import type { LogEvent } from '../domain/observation.ts';
import type { HopDetailRow } from '../store/store.ts';

export interface HopLogWindow {
  logGroupName: string;
  logStreamName: string;
  startTime: Date;
  /** Exclusive; absent while the run goes on. */
  endTime?: Date;
}

/** What a cold start says comes before START; extensions and late writes of a run come after REPORT. */
const INIT_MS = 15_000;
const AFTER_MS = 2_000;

/** Where CloudWatch keeps the lines of a hop; null where no log has shown the run yet. */
export function hopLogWindow(hop: HopDetailRow): HopLogWindow | null {
  const { logGroupName, logStreamName, startedAt, endedAt } = hop;
  if (logGroupName === null || logStreamName === null || startedAt === null) return null;
  return {
    logGroupName,
    logStreamName,
    startTime: new Date(startedAt.getTime() - (hop.coldStart === true ? INIT_MS : 0)),
    ...(endedAt === null ? {} : { endTime: new Date(endedAt.getTime() + AFTER_MS) }),
  };
}

/**
 * Whether a line of the hop's stream and window is the hop's: it names the run, or names none and lies between its
 * START and its end, since runs of one stream never overlap (aws.md 4.1).
 */
export function isLineOf(hop: HopDetailRow, event: LogEvent): boolean {
  const line = parseLogLine(event.message);
  const requestId = 'requestId' in line ? line.requestId : null;
  if (requestId !== null) return requestId === hop.requestId;
  const ended = hop.endedAt?.getTime() ?? Number.POSITIVE_INFINITY;
  return event.timestamp <= ended;
}

/** A hop without log stream cannot be read from CloudWatch. */
export function noLogYet(): AppError {
  return new AppError('not-found', 'No log of this run has been seen yet.', {
    nextStep: 'CloudWatch shows new lines within seconds; try again then.',
  });
}
