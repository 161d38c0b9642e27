import { fingerprint } from './fingerprint.ts';
import type { Observation } from './observation.ts';

/**
 * The name of an observation among those of its request: what is seen twice, in whatever batch, has one name. A log
 * observation is named by kind, stream and event time, and by its content where one millisecond may hold several.
 */
export function observationKey(observation: Observation): string {
  if (observation.source === 'operation') return `${observation.kind}:${observation.operationId}`;
  const place = `${observation.kind}:${fingerprint(observation.logStreamName)}:${observation.timestamp}`;
  switch (observation.kind) {
    case 'marker':
      return `${place}:${fingerprint(JSON.stringify(observation.marker))}`;
    case 'error':
      return `${place}:${fingerprint(`${observation.errorType}\n${observation.errorMessage}`)}`;
    case 'trace':
      return `${place}:${observation.trace.root ?? observation.trace.self}`;
    default:
      return place;
  }
}

/** How many observations of one kind a request keeps: the earliest. A marker per child of a fan-out must fit. */
const KEPT: Readonly<Partial<Record<Observation['kind'], number>>> = { marker: 2_048, trace: 16 };
const KEPT_OF_OTHERS = 64;

/**
 * The union of two sets of observations of one request, by name, in canonical order and bounded per kind. Commutative,
 * associative and idempotent, so that order, repetition and batching do not matter.
 */
export function mergeObservations(one: readonly Observation[], other: readonly Observation[]): Observation[] {
  const byKey = new Map<string, Observation>();
  for (const observation of [...one, ...other]) {
    const key = observationKey(observation);
    const known = byKey.get(key);
    if (known === undefined || preferred(observation, known)) byKey.set(key, observation);
  }
  const kept = new Map<string, number>();
  return [...byKey]
    .sort(([keyA, a], [keyB, b]) => a.timestamp - b.timestamp || (keyA < keyB ? -1 : 1))
    .filter(([, { kind }]) => {
      const count = (kept.get(kind) ?? 0) + 1;
      kept.set(kind, count);
      return count <= (KEPT[kind] ?? KEPT_OF_OTHERS);
    })
    .map(([, observation]) => observation);
}

/** Of two that share a name the one whose text sorts first, so that neither order nor batching decides. */
function preferred(candidate: Observation, known: Observation): boolean {
  return candidate !== known && JSON.stringify(candidate) < JSON.stringify(known);
}
