import type { StateBlock } from '../asl/definition.ts';
import { type FrameState, retryCountOf } from './frame.ts';
import type { EventDraft } from './history-event.ts';

/** States that have an event of their own where they are ended from outside. */
const ABORTABLE = new Set(['Task', 'Wait', 'Parallel', 'Map']);

/** The events of a sequence that is ended from outside, its innermost states first. */
export function abortedEvents(
  frames: ReadonlyMap<string, FrameState>,
  path: string,
  block: StateBlock,
): EventDraft[] {
  const frame = frames.get(path);
  const entered = frame?.entered;
  const state = frame === undefined ? undefined : block.States[frame.stateName];
  if (frame === undefined || entered == null || state === undefined || !ABORTABLE.has(state.Type)) return [];
  const own = { type: `${state.Type}StateAborted`, previousEventId: frame.lastEventId };
  if (entered.doing?.kind !== 'children') return [own];
  const { stateName } = frame;
  const inner = entered.doing.inputs.flatMap((_, index) => {
    const childPath = `${path}/${entered.eventId}.${retryCountOf(entered)}.${index}`;
    const child = frames.get(childPath);
    const childBlock =
      state.Type === 'Map' ? (state.ItemProcessor ?? state.Iterator) : state.Branches?.[index];
    if (child === undefined || child.output !== undefined || childBlock === undefined) return [];
    const events = abortedEvents(frames, childPath, childBlock);
    if (state.Type !== 'Map') return events;
    return [
      ...events,
      {
        type: 'MapIterationAborted',
        previousEventId: child.lastEventId,
        details: { mapIterationAbortedEventDetails: { name: stateName, index } },
      },
    ];
  });
  return [...inner, own];
}
