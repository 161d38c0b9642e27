import { eventCauseOf, parseEventEnvelope } from './event-envelope.ts';
import type {
  Observation,
  OnwardObservation,
  OriginObservation,
  StandingObservation,
  TaskObservation,
} from './observation.ts';
import { parseTraceHeader } from './trace-header.ts';

/** An execution, as far as it says something of the runs of its tasks. */
export interface KnownExecution {
  executionArn: string;
  status: StandingObservation['status'] | 'PENDING_REDRIVE';
  redriveCount: number;
  startedAt: Date;
  stoppedAt: Date | null;
  error: string | null;
  input: string | null;
  traceHeader: string | null;
  /** The execution that started it before any task of its own had run; its origins are this one's, too. */
  parent: KnownExecution | null;
}
/** A try of a Lambda task whose run is known. */
export interface KnownTask {
  eventId: number;
  stateName: string;
  attempt: number;
  run: number;
  scheduledAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  error: string | null;
  response: string | null;
  traceHeader: string | null;
  /** Event IDs of the tasks before it, the nearest first. */
  earlier: readonly number[];
  fromStart: boolean;
  joinedBy: TaskObservation['joinedBy'];
  /** What its execution started or published right after it; ms since the epoch. */
  onward: readonly Onward[];
}
export interface Onward {
  to: OnwardObservation['to'];
  value: string;
  atMs: number;
}

/** An execution's input may have 256 KiB. */
const MAX_INPUT_LENGTH = 262_144;

/** What a history tells of the request that is one of its tasks. */
export function taskObservations(execution: KnownExecution, task: KnownTask): Observation[] {
  const { executionArn } = execution;
  const header = task.traceHeader ?? execution.traceHeader;
  const observations: Observation[] = [
    {
      source: 'history',
      kind: 'task',
      timestamp: task.scheduledAt.getTime(),
      executionArn,
      eventId: task.eventId,
      stateName: task.stateName,
      attempt: task.attempt,
      run: task.run,
      startedMs: task.startedAt?.getTime() ?? null,
      endedMs: task.endedAt?.getTime() ?? null,
      error: task.error,
      errorMessage: task.error === null ? null : errorMessageOf(task.response),
      traceId: header === null ? null : (parseTraceHeader(header)?.root ?? null),
      earlier: task.earlier,
      fromStart: task.fromStart,
      joinedBy: task.joinedBy,
    },
  ];
  for (const { to, value, atMs } of task.onward) {
    observations.push({ source: 'history', kind: 'onward', timestamp: atMs, executionArn, to, value });
  }
  if (task.fromStart) observations.push(...originsOf(execution));
  return observations;
}

/** How far the execution is; null while that is not certain. */
export function standingOf(execution: KnownExecution): StandingObservation | null {
  const { executionArn, status, redriveCount, startedAt, stoppedAt, error } = execution;
  if (status === 'PENDING_REDRIVE') return null;
  const timestamp = (stoppedAt ?? startedAt).getTime();
  return { source: 'history', kind: 'standing', timestamp, executionArn, redriveCount, status, error };
}

/** What started the execution, by its input: the event that it was given, or the run that put its carrier there. */
function originsOf(execution: KnownExecution): OriginObservation[] {
  const origins: OriginObservation[] = [];
  const { executionArn, startedAt } = execution;
  const add = (by: OriginObservation['by'], value: string) => {
    origins.push({
      source: 'history',
      kind: 'origin',
      timestamp: startedAt.getTime(),
      executionArn,
      by,
      value,
    });
  };
  for (let from: KnownExecution | null = execution; from !== null; from = from.parent) {
    if (from !== execution) add('execution-arn', from.executionArn);
    if (from.input === null) continue;
    const envelope = parseEventEnvelope(from.input, MAX_INPUT_LENGTH);
    if (envelope !== null) {
      add('event-id', envelope.eventId);
      const cause = eventCauseOf(envelope);
      if (cause !== null) add('request-id', cause.requestId);
    } else {
      const requestId = carrierIn(from.input);
      if (requestId !== null) add('request-id', requestId);
    }
  }
  return origins;
}

const REQUEST_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The run that is named by the carrier that `lib/rerun` puts into what it hands on. */
function carrierIn(input: string): string | null {
  if (!input.includes('"__rerun"')) return null;
  const carrier = memberOf(jsonOf(input), '__rerun');
  const requestId = memberOf(memberOf(carrier, 'parent'), 'requestId');
  return typeof requestId === 'string' && REQUEST_ID.test(requestId) ? requestId.toLowerCase() : null;
}

function errorMessageOf(cause: string | null): string | null {
  if (cause === null) return null;
  const message = memberOf(jsonOf(cause), 'errorMessage');
  return typeof message === 'string' ? message.slice(0, 4_096) : null;
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
