import type { State } from '../asl/definition.ts';
import type { Json } from '../asl/json.ts';
import { catcherFor, retrierFor, retryDelaySeconds } from '../asl/match-error.ts';
import { StateError } from '../asl/state-error.ts';
import { type Exit, ioOf, type Sequence } from './run.ts';
import { sleepOut } from './run-wait.ts';
import { enteredOf, frameOf, updateEntered } from './sequence-state.ts';
import { stateFailure } from './state-failure.ts';
import type { StateIo } from './state-io.ts';

/** Runs a Task, Parallel or Map state: tries again as Retry says, goes on as Catch says, or fails. */
export async function withAttempts(
  sequence: Sequence,
  state: State,
  attempt: (io: StateIo) => Promise<Json>,
): Promise<Exit> {
  for (;;) {
    await sleepOut(sequence);
    const io = ioOf(sequence, state, frameOf(sequence), enteredOf(sequence));
    let failure: unknown;
    try {
      return {
        ...(await io.afterResult(await resultOf(sequence, () => attempt(io)))),
        next: state.Next ?? null,
      };
    } catch (error) {
      failure = stateFailure(sequence, error);
    }
    if (!(failure instanceof StateError)) throw failure;
    if (triesAgain(sequence, state, failure)) continue;
    closeFailed(sequence, state);
    const caught = catcherFor(state.Catch ?? [], failure.error, state.Type === 'Task');
    if (caught === null) throw failure;
    try {
      const errorOutput = { Error: failure.error, Cause: failure.stateCause ?? '' };
      return {
        ...(await io.afterCatch(caught.catcher, caught.index, errorOutput)),
        next: caught.catcher.Next,
      };
    } catch (error) {
      throw stateFailure(sequence, error);
    }
  }
}

/** The result that was kept before a restart, or a new attempt's. */
async function resultOf(sequence: Sequence, attempt: () => Promise<Json>): Promise<Json> {
  const { doing } = enteredOf(sequence);
  if (doing?.kind === 'result') return doing.result;
  if (doing?.kind === 'failure') throw new StateError(doing.error, doing.cause);
  return attempt();
}

function triesAgain(sequence: Sequence, state: State, failure: StateError): boolean {
  const { run, path } = sequence;
  const { retries } = enteredOf(sequence);
  const again = retrierFor(state.Retry ?? [], retries, failure.error, state.Type === 'Task');
  if (again === null) return false;
  const waitMs = retryDelaySeconds(again.retrier, again.attempt, run.random) * 1_000;
  const counts = (state.Retry ?? []).map(
    (_, index) => (retries[index] ?? 0) + (index === again.index ? 1 : 0),
  );
  const doing = { kind: 'backoff' as const, startedAtMs: run.clock.now(), waitMs };
  run.log.record([], path, updateEntered(sequence, { retries: counts, doing }));
  return true;
}

function closeFailed({ run, path }: Sequence, { Type }: State): void {
  if (Type !== 'Map' && Type !== 'Parallel') return;
  const eventId = run.log.events.length + 1;
  const previousEventId = run.log.frames.get(path)?.lastEventId ?? 0;
  run.log.record([{ type: `${Type}StateFailed`, previousEventId }], path, { lastEventId: eventId });
}
