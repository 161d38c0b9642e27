import type { Hop } from './hop.ts';
import { type HopReference, referencesOf } from './hop-references.ts';
import type { Link } from './link.ts';
import type { TaskObservation } from './observation.ts';
import { taskIdOf } from './observation-key.ts';

/** A run that must follow, and what says so. */
export interface Expectation {
  kind: 'next' | 'operation' | 'async-retry' | 'execution';
  /** The identifier that the expected run has: of a `next`, or the request's own. */
  reference: Pick<HopReference, 'kind' | 'value'>;
  /** Once the watermark of the expected run's log group is past this, it is overdue; an execution never is. */
  expectedBy: Date;
  /** Whom a matched rule runs, where that is what says so. */
  functionName?: string;
}

/** How long AWS may keep what is expected: `MaximumEventAge` of the function's asynchronous invocations, its timeout. */
export interface DeliveryLimits {
  maximumRetryAttempts: number;
  maximumEventAgeMs: number;
  timeoutMs: number;
}

const NEVER = new Date(Date.UTC(9999, 0));

/** AWS's defaults: two retries, six hours. https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
const DEFAULT_DELIVERY: DeliveryLimits = {
  maximumRetryAttempts: 2,
  maximumEventAgeMs: 21_600_000,
  timeoutMs: 900_000,
};

/** A log event is taken in seconds after its time; AWS states no bound. */
const LAG_MS = 60_000;
/** About 1 min before the second attempt and 2 min before the third (the same page); three times that is late. */
const RETRY_WAIT_MS = [180_000, 360_000] as const;

/**
 * The runs that must follow `hop`, on evidence only: what its markers call `next`, the event that an operator published
 * to go on with it, the request that the dashboard sent and no log shows yet, what a running execution has still to do,
 * and the retry of an asynchronous run that
 * failed with attempts left and of which no destination record says that it is over. That a record went to a bus says
 * nothing, for most match no rule, but where the bus's log says that a rule matched it. `arrived` are the
 * identifiers (`value` of references) and request IDs of hops that are known to exist, and the hop's request ID too
 * when a later delivery of it exists.
 */
export function expectationsOf(
  hop: Hop,
  arrived: ReadonlySet<string>,
  asynchronous: boolean,
  limits: DeliveryLimits = DEFAULT_DELIVERY,
): Expectation[] {
  const sinceMs = (hop.endedAt ?? hop.startedAt)?.getTime() ?? 0;
  const deliveredBy = new Date(sinceMs + limits.maximumEventAgeMs + limits.timeoutMs + LAG_MS);
  if (hop.status === 'not-observed') {
    if (hop.operationId === null) return [];
    const reference = { kind: 'request-id' as const, value: hop.requestId };
    return [{ kind: 'operation', reference, expectedBy: deliveredBy }];
  }
  const expectations: Expectation[] = referencesOf(hop)
    .filter(
      ({ role, kind, value, by }) =>
        role === 'next' &&
        kind !== 'task' &&
        (by?.kind !== 'destination-record' || matchedBy(hop, value) !== undefined) &&
        !arrived.has(value),
    )
    .flatMap(({ kind, value, by }): Expectation[] => {
      const standing = hop.standings.find(({ executionArn }) => executionArn === value);
      if (standing !== undefined && standing.status !== 'RUNNING') return [];
      if (standing !== undefined) return [executionExpectation(value)];
      // what an operator sends goes out long after the run's end
      const lateMs = (hop.published.find(({ eventId }) => eventId === value)?.atMs ?? sinceMs) - sinceMs;
      const expectedBy = new Date(deliveredBy.getTime() + Math.max(0, lateMs));
      const functionName = by?.kind === 'destination-record' ? matchedBy(hop, value) : undefined;
      const whom = functionName === undefined ? {} : { functionName };
      return [{ kind: 'next', reference: { kind, value }, expectedBy, ...whom }];
    });
  if (hop.task !== null && !isLeft(hop, hop.task, arrived)) {
    expectations.push(executionExpectation(hop.task.executionArn));
  }
  const attemptsLeft = hop.deliveryAttempt <= limits.maximumRetryAttempts;
  if (asynchronous && attemptsLeft && !hop.recorded && hasFailed(hop) && !arrived.has(hop.requestId)) {
    const waitMs = RETRY_WAIT_MS[hop.deliveryAttempt - 1] ?? RETRY_WAIT_MS[1];
    expectations.push({
      kind: 'async-retry',
      reference: { kind: 'request-id', value: hop.requestId },
      expectedBy: new Date(sinceMs + waitMs + LAG_MS),
    });
  }
  return expectations;
}

/** The first of the functions that a matched rule runs by this event. */
function matchedBy({ published }: Hop, eventId: string): string | undefined {
  return published.find((event) => event.eventId === eventId && event.matched !== undefined)?.matched?.[0];
}

/** Something came after the task in its execution, or that has stopped. */
function isLeft(hop: Hop, { executionArn, eventId }: TaskObservation, arrived: ReadonlySet<string>): boolean {
  if (arrived.has(taskIdOf(executionArn, eventId))) return true;
  const standing = hop.standings.find((each) => each.executionArn === executionArn);
  return standing !== undefined && standing.status !== 'RUNNING';
}

/** A Wait state may take a year: an execution says itself when it has stopped. */
function executionExpectation(executionArn: string): Expectation {
  const reference = { kind: 'execution-arn' as const, value: executionArn };
  return { kind: 'execution', reference, expectedBy: NEVER };
}

/**
 * Whether AWS runs `hop` asynchronously, so that it tries again after a failure: as sent by the dashboard, as its
 * repetition shows, by EventBridge (which always invokes so), or because its caller ended first.
 */
export function isAsynchronous(hop: Hop, link: Link | null, cause: Hop | null): boolean {
  if (hop.invocationType !== null) return hop.invocationType === 'Event';
  if (hop.repetition === 'async-retry' || link?.via === 'eventbridge') return true;
  if (link?.via !== 'invoke' || cause === null || cause.endedAt === null || hop.endedAt === null)
    return false;
  return cause.endedAt.getTime() < hop.endedAt.getTime();
}

export function hasFailed(hop: Pick<Hop, 'status'>): boolean {
  return hop.status === 'failed' || hop.status === 'timed-out' || hop.status === 'throttled';
}
