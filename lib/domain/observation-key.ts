import { fingerprint } from './fingerprint.ts';
import type { Marker, MarkerRef } from './marker.ts';
import type { Observation, OutsideObservation } from './observation.ts';

/** Observations are never changed, so a name is made once. */
const named = new WeakMap<Observation, string>();

/**
 * The name of an observation among those of its request: what is seen twice, in whatever batch, has one name. A log
 * observation is named by kind, stream and event time, and by its content where one millisecond may hold several.
 */
export function observationKey(observation: Observation): string {
  let key = named.get(observation);
  if (key === undefined) {
    key = keyOf(observation);
    named.set(observation, key);
  }
  return key;
}

function keyOf(observation: Observation): string {
  if (observation.source !== 'log') return outsideKey(observation);
  const place = `${observation.kind}:${streamName(observation.logStreamName)}:${observation.timestamp}`;
  switch (observation.kind) {
    case 'marker':
      return `${place}:${fingerprint(contentOf(observation.marker))}`;
    case 'error':
      return `${place}:${fingerprint(`${observation.errorType}\n${observation.errorMessage}`)}`;
    case 'event':
      return `${place}:${observation.event.eventId}`;
    case 'trace':
      return `${place}:${observation.trace.root ?? observation.trace.self}`;
    default:
      return place;
  }
}

function outsideKey(observation: OutsideObservation): string {
  switch (observation.kind) {
    case 'invoked':
    case 'answered':
      return `${observation.kind}:${observation.operationId}`;
    case 'matched':
    case 'undelivered':
      return `${observation.kind}:${fingerprint(`${observation.eventId} ${observation.functionName}`)}`;
    case 'started':
      return `started:${fingerprint(observation.executionArn)}`;
    case 'task':
      return taskIdOf(observation.executionArn, observation.eventId);
    case 'origin':
    case 'onward':
      return `${observation.kind}:${fingerprint(`${observation.executionArn} ${observation.value}`)}`;
    case 'standing': {
      const place = `${observation.redriveCount}:${observation.status === 'RUNNING' ? 'open' : 'closed'}`;
      return `standing:${fingerprint(observation.executionArn)}:${place}`;
    }
    default:
      return `${observation.kind}:${observation.eventId}`;
  }
}

/** Whether the key names an observation of the function's log. */
export function isLogKey(key: string): boolean {
  return !OUTSIDE.has(key.slice(0, key.indexOf(':')));
}

const OUTSIDE: ReadonlySet<string> = new Set<OutsideObservation['kind']>([
  'invoked',
  'answered',
  'published',
  'sent',
  'record',
  'carried',
  'matched',
  'undelivered',
  'seen',
  'started',
  'task',
  'origin',
  'onward',
  'standing',
]);

/** Names one try of a task among all executions. */
export function taskIdOf(executionArn: string, eventId: number): string {
  return `task:${fingerprint(executionArn)}:${eventId}`;
}

/** All that a marker says but the input’s text, which is long and, in one millisecond of one run, the same. */
function contentOf({ via, attempt, maxAttempts, reason, traceId, parent, next, input }: Marker): string {
  return [via, attempt, maxAttempts, reason, traceId, refText(parent), refText(next), input?.length].join(
    '\n',
  );
}

function refText(ref: MarkerRef | null): string {
  return ref === null ? '' : `${ref.requestId}\t${ref.eventId}\t${ref.executionArn}`;
}

let lastStream = '';
let lastStreamName = '';
/** A batch is mostly of one stream after the other. */
function streamName(logStreamName: string): string {
  if (logStreamName !== lastStream) {
    lastStreamName = fingerprint(logStreamName);
    lastStream = logStreamName;
  }
  return lastStreamName;
}

/** How many observations of one kind a request keeps: the earliest. A marker per child of a fan-out must fit. */
const KEPT_OF_TRACES = 16;
const KEPT_OF_OTHERS = 64;
const KEPT: Readonly<Partial<Record<Observation['kind'], number>>> = {
  marker: 2_048,
  published: 2_048,
  carried: 2_048,
  started: 2_048,
  onward: 2_048,
  trace: KEPT_OF_TRACES,
};

/**
 * The union of two sets of observations of one request, by name, in canonical order and bounded per kind. Commutative,
 * associative and idempotent, so that order, repetition and batching do not matter.
 */
export function mergeObservations(one: readonly Observation[], other: readonly Observation[]): Observation[] {
  const byKey = new Map<string, Observation>();
  for (const observations of [one, other]) {
    for (const observation of observations) {
      const key = observationKey(observation);
      const known = byKey.get(key);
      if (known === undefined || preferred(observation, known)) byKey.set(key, observation);
    }
  }
  const entries = [...byKey];
  if (entries.length > 1) entries.sort(inOrder);
  const observations = entries.map(([, observation]) => observation);
  return observations.length <= KEPT_OF_TRACES ? observations : bounded(observations);
}

function inOrder([keyA, a]: [string, Observation], [keyB, b]: [string, Observation]): number {
  return a.timestamp - b.timestamp || (keyA < keyB ? -1 : 1);
}

function bounded(observations: Observation[]): Observation[] {
  const kept = new Map<string, number>();
  return observations.filter(({ kind }) => {
    const count = (kept.get(kind) ?? 0) + 1;
    kept.set(kind, count);
    return count <= (KEPT[kind] ?? KEPT_OF_OTHERS);
  });
}

/** Of two that share a name the one whose text sorts first, so that neither order nor batching decides. */
function preferred(candidate: Observation, known: Observation): boolean {
  return candidate !== known && JSON.stringify(candidate) < JSON.stringify(known);
}
