import type { Hop } from './hop.ts';
import type { Observation, StandingObservation, TaskObservation } from './observation.ts';
import { observationKey } from './observation-key.ts';

/** The try of a task that a request is: as the history names it, else as it was found. */
export function taskOf(observations: readonly Observation[]): TaskObservation | null {
  let found: TaskObservation | null = null;
  for (const observation of observations) {
    if (observation.kind !== 'task') continue;
    if (found === null || (found.joinedBy !== 'exact' && observation.joinedBy === 'exact'))
      found = observation;
  }
  return found;
}

/**
 * Gives the hops of a request, in order, what histories and operations tell of executions: what started the one that
 * the first hop is a task of, what followed it, and how far each is.
 */
export function attachExecutions(hops: readonly Hop[], observations: readonly Observation[]): void {
  const [first] = hops;
  const last = hops.at(-1);
  if (first === undefined || last === undefined) return;
  const standings = new Map<string, StandingObservation>();
  for (const observation of observations) {
    switch (observation.kind) {
      case 'origin':
        first.origins = [...first.origins, observation];
        name(first, observation);
        break;
      case 'onward': {
        const { value, timestamp: atMs, executionArn, to } = observation;
        const told = { atMs, by: 'history' as const, value: executionArn };
        if (to === 'event-id') first.published.push({ eventId: value, ...told });
        else first.started = [...first.started, { executionArn: value, ...told }];
        name(first, observation);
        break;
      }
      case 'started': {
        const { executionArn, timestamp: atMs, operationId: value, hopId } = observation;
        const hop = hops.find((each) => each.hopId === hopId) ?? last;
        hop.started = [...hop.started, { executionArn, atMs, by: 'operation', value }];
        name(hop, observation);
        break;
      }
      case 'standing': {
        const known = standings.get(observation.executionArn);
        if (known === undefined || standingOf(observation) > standingOf(known)) {
          standings.set(observation.executionArn, observation);
        }
        break;
      }
      default:
    }
  }
  if (standings.size === 0) return;
  for (const hop of hops) hop.standings = [...standings.values()];
}

/** Grows as an execution goes on: running, closed, redriven, closed again. */
function standingOf({ redriveCount, status }: StandingObservation): number {
  return redriveCount * 2 + (status === 'RUNNING' ? 0 : 1);
}

function name(hop: Hop, observation: Observation): void {
  const key = observationKey(observation);
  if (!hop.observationKeys.includes(key)) hop.observationKeys.push(key);
}

/** What the history says of the end of a task's run, as an answer to its caller would. */
export function answerOfTask({ endedMs, error, errorMessage }: TaskObservation) {
  if (endedMs === null) return null;
  return {
    source: 'operation' as const,
    kind: 'answered' as const,
    operationId: '',
    timestamp: endedMs,
    functionError: error === null ? null : 'Unhandled',
    errorType: error,
    errorMessage,
  };
}
