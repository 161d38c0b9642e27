import type { State } from '../asl/definition.ts';
import { withAttempts } from './attempts.ts';
import { leavingOf } from './leave-state.ts';
import { type Exit, ioOf, type Sequence } from './run.ts';
import { runMap } from './run-map.ts';
import { runParallel } from './run-parallel.ts';
import { runTask } from './run-task.ts';
import { runWait } from './run-wait.ts';
import { enteredOf, frameOf } from './sequence-state.ts';
import { stateFailure } from './state-failure.ts';
import type { StateIo } from './state-io.ts';

/** Runs the state that the sequence has entered, and says how it is left. */
export async function runState(sequence: Sequence, state: State): Promise<Exit> {
  switch (state.Type) {
    case 'Task':
      return withAttempts(sequence, state, (io) => runTask(sequence, io));
    case 'Parallel':
      return withAttempts(sequence, state, (io) => runParallel(sequence, io));
    case 'Map':
      return withAttempts(sequence, state, (io) => runMap(sequence, io));
    default: {
      const io = ioOf(sequence, state, frameOf(sequence), enteredOf(sequence));
      try {
        return await leaveState(sequence, io);
      } catch (error) {
        throw stateFailure(sequence, error);
      }
    }
  }
}

/** The states that neither retry nor catch. */
async function leaveState(sequence: Sequence, io: StateIo): Promise<Exit> {
  if (io.state.Type === 'Wait') await runWait(sequence, io);
  return leavingOf(io);
}
