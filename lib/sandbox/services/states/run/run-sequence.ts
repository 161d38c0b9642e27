import { setImmediate as breathe } from 'node:timers/promises';
import { enteredDetails, exitedDetails } from './history-event.ts';
import type { RunSequence } from './run.ts';
import { runState } from './run-state.ts';
import { frameOf } from './sequence-state.ts';

/** States that may follow each other before others get their turn. */
const STATES_AT_ONCE = 25;

/**
 * Runs a sequence of states from where it stands to its end and returns its output; `closing` events are written with
 * its last. Rejects with StateError where a state fails, with the signal's reason where that aborts.
 */
export const runSequence: RunSequence = async (sequence, block, start, closing = () => []) => {
  const { run, path } = sequence;
  const { log, clock } = run;
  if (!log.frames.has(path)) {
    log.record([], path, { stateName: block.StartAt, entered: null, ...start });
  }
  for (let count = 1; ; count += 1) {
    if (count % STATES_AT_ONCE === 0) await breathe();
    sequence.signal.throwIfAborted();
    const frame = frameOf(sequence);
    if (frame.output !== undefined) return frame.output;
    const state = block.States[frame.stateName];
    if (state === undefined) throw new Error(`no state ${frame.stateName}`);
    if (frame.entered === null) {
      const eventId = log.events.length + 1;
      log.record(
        [
          {
            type: `${state.Type}StateEntered`,
            previousEventId: frame.lastEventId,
            details: enteredDetails(frame.stateName, JSON.stringify(frame.input)),
          },
        ],
        path,
        {
          lastEventId: eventId,
          entered: {
            eventId,
            atMs: clock.now(),
            previousEventId: frame.lastEventId,
            retries: [],
            doing: null,
          },
        },
      );
    }
    const { output, assigned, next } = await runState(sequence, state);
    const { lastEventId, variables, stateName } = frameOf(sequence);
    const exitId = log.events.length + 1;
    const exited = {
      type: `${state.Type}StateExited`,
      previousEventId: lastEventId,
      details: exitedDetails(stateName, JSON.stringify(output), assigned),
    };
    log.record([exited, ...(next === null ? closing(exitId) : [])], path, {
      lastEventId: exitId,
      entered: null,
      ...(assigned === null ? {} : { variables: { ...variables, ...assigned } }),
      ...(next === null ? { output } : { stateName: next, input: output }),
    });
  }
};
