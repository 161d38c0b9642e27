import { FieldError, StateError } from '../asl/state-error.ts';
import { failureDetails } from './history-event.ts';
import type { Sequence } from './run.ts';
import { enteredOf } from './sequence-state.ts';

/**
 * What a state that failed ends with. A field that could not be worked out becomes the error that AWS names, and where
 * it was JSONata an event of its own. What is no failure of a state is returned as it is.
 */
export function stateFailure(sequence: Sequence, error: unknown): unknown {
  if (!(error instanceof FieldError)) return error;
  const { run, path } = sequence;
  const entered = enteredOf(sequence);
  const frame = run.log.frames.get(path);
  const name = frame?.stateName ?? '';
  const cause =
    error.error === 'States.DataLimitExceeded'
      ? error.message
      : `An error occurred while executing the state '${name}' (entered at the event id #${entered.eventId}). ${error.message}`;
  const failure = new StateError(error.error, cause, error.location);
  if (error.error !== 'States.QueryEvaluationError') return failure;
  const lastEventId = frame?.lastEventId ?? 0;
  const eventId = run.log.events.length + 1;
  run.log.record(
    [
      {
        type: 'EvaluationFailed',
        // AWS goes back behind the entry where nothing has happened since
        previousEventId: lastEventId === entered.eventId ? entered.previousEventId : lastEventId,
        details: {
          evaluationFailedEventDetails: {
            ...failureDetails(error.error, cause),
            location: error.location ?? '',
            state: name,
          },
        },
      },
    ],
    path,
    { lastEventId: eventId },
  );
  return failure;
}
