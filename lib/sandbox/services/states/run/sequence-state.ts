import type { Entered, FrameState } from './frame.ts';
import type { Sequence } from './run.ts';

/** Where the sequence stands. */
export function frameOf({ run, path }: Sequence): FrameState {
  const frame = run.log.frames.get(path);
  if (frame === undefined) throw new Error(`no sequence ${path}`);
  return frame;
}

/** The state that the sequence is in. */
export function enteredOf(sequence: Sequence): Entered {
  const { entered } = frameOf(sequence);
  if (entered === null) throw new Error(`sequence ${sequence.path} is in no state`);
  return entered;
}

/** What alters the state that the sequence is in, for the log. */
export function updateEntered(sequence: Sequence, changes: Partial<Entered>): { entered: Entered } {
  return { entered: { ...enteredOf(sequence), ...changes } };
}
