import type { Json } from '../asl/json.ts';
import type { Sequence } from './run.ts';
import { runChildren } from './run-children.ts';
import { enteredOf, frameOf, updateEntered } from './sequence-state.ts';
import type { StateIo } from './state-io.ts';

/** Runs the branches side by side; the result is the list of their outputs. */
export async function runParallel(sequence: Sequence, io: StateIo): Promise<Json> {
  const { Branches = [] } = io.state;
  const { inputs, startedEventId } = await startedChildren(sequence, 'ParallelStateStarted', async () => {
    const input = await io.arguments();
    return Branches.map(() => input);
  });
  const children = Branches.map((block, index) => ({ block, input: inputs[index] ?? null, item: null }));
  const { outputs, lastEventId } = await runChildren(sequence, children, {
    startedEventId,
    concurrency: Branches.length,
    mapName: null,
  });
  sequence.run.log.record([{ type: 'ParallelStateSucceeded', previousEventId: lastEventId }], sequence.path, {
    lastEventId,
  });
  return outputs;
}

/** What the children of the state get: kept since before a restart, or worked out and kept with the event. */
export async function startedChildren(
  sequence: Sequence,
  type: 'ParallelStateStarted' | 'MapStateStarted',
  inputsOf: () => Promise<Json[]>,
): Promise<{ inputs: Json[]; startedEventId: number }> {
  const { doing } = enteredOf(sequence);
  if (doing?.kind === 'children') return doing;
  const inputs = await inputsOf();
  const { log } = sequence.run;
  const startedEventId = log.events.length + 1;
  const details =
    type === 'MapStateStarted' ? { mapStateStartedEventDetails: { length: inputs.length } } : {};
  log.record([{ type, previousEventId: frameOf(sequence).lastEventId, details }], sequence.path, {
    lastEventId: startedEventId,
    ...updateEntered(sequence, { doing: { kind: 'children', startedEventId, inputs } }),
  });
  return { inputs, startedEventId };
}
