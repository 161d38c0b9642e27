import type { StateBlock } from '../asl/definition.ts';
import type { Json, JsonObject } from '../asl/json.ts';
import { StateError } from '../asl/state-error.ts';
import { abortedEvents } from './aborted-events.ts';
import { type MapItem, retryCountOf } from './frame.ts';
import type { EventDraft } from './history-event.ts';
import type { Sequence } from './run.ts';
import { Aborted, childSignal } from './scope.ts';
import { enteredOf, frameOf } from './sequence-state.ts';

export interface Child {
  block: StateBlock;
  input: Json;
  item: MapItem | null;
}

interface Options {
  /** the event that branches and first iterations follow */
  startedEventId: number;
  concurrency: number;
  /** name of a Map state, whose iterations have events of their own; null for a Parallel state */
  mapName: string | null;
}

/**
 * Runs branches or iterations, so many at once, from where they stand. The first that fails ends the others and is what
 * it rejects with. Returns their outputs and the event that the state goes on from.
 */
export async function runChildren(
  sequence: Sequence,
  children: readonly Child[],
  { startedEventId, concurrency, mapName }: Options,
): Promise<{ outputs: Json[]; lastEventId: number }> {
  const { run } = sequence;
  const entered = enteredOf(sequence);
  const { variables } = frameOf(sequence);
  const pathOf = (index: number) => `${sequence.path}/${entered.eventId}.${retryCountOf(entered)}.${index}`;
  const scope = childSignal(sequence.signal);
  const outputs: Json[] = [];
  let next = 0;
  let lastEventId = startedEventId;
  let failed: { index: number; error: unknown } | null = null;

  const iterationEvent = (suffix: string, index: number, previousEventId: number): EventDraft[] =>
    mapName === null ? [] : [iteration(suffix, mapName, index, previousEventId)];

  async function work(): Promise<void> {
    let freedBy = startedEventId;
    while (next < children.length && failed === null) {
      const index = next;
      next += 1;
      const child = children[index];
      if (child === undefined) return;
      const path = pathOf(index);
      const own: Sequence = { run, path, item: child.item ?? sequence.item, signal: scope.signal };
      try {
        begin(own, child, iterationEvent('Started', index, freedBy), freedBy, variables);
        const done = frameOf(own).output !== undefined;
        outputs[index] = await run.runSequence(
          own,
          child.block,
          { input: child.input, variables, lastEventId: startedEventId },
          (last) => iterationEvent('Succeeded', index, last),
        );
        freedBy = frameOf(own).lastEventId;
        if (!done || lastEventId === startedEventId) lastEventId = freedBy + (mapName === null ? 0 : 1);
      } catch (error) {
        failed ??= { index, error };
        scope.abort(new Aborted('sibling'));
        return;
      }
    }
  }

  const workers = Math.min(concurrency, children.length);
  await Promise.all(Array.from({ length: workers }, work));
  scope.release();
  // written inside the workers only
  const failure = failed as { index: number; error: unknown } | null;
  if (failure === null) return { outputs, lastEventId };
  if (failure.error instanceof StateError) {
    endOthers(sequence, children, failure.index, mapName, pathOf);
  }
  throw failure.error;
}

function begin(
  own: Sequence,
  child: Child,
  opening: EventDraft[],
  lastEventId: number,
  variables: JsonObject,
): void {
  const { log } = own.run;
  if (log.frames.has(own.path)) return;
  log.record(opening, own.path, {
    stateName: child.block.StartAt,
    input: child.input,
    variables,
    lastEventId: opening.length === 0 ? lastEventId : log.events.length + 1,
    entered: null,
  });
}

/** The events of what the failure ended; the state goes on from the failed one's last event. */
function endOthers(
  sequence: Sequence,
  children: readonly Child[],
  failedIndex: number,
  mapName: string | null,
  pathOf: (index: number) => string,
): void {
  const { log } = sequence.run;
  const failedLast = log.frames.get(pathOf(failedIndex))?.lastEventId ?? 0;
  const drafts: EventDraft[] = [];
  if (mapName !== null) drafts.push(iteration('Failed', mapName, failedIndex, failedLast));
  for (const [index, child] of children.entries()) {
    const frame = log.frames.get(pathOf(index));
    if (frame === undefined || frame.output !== undefined) continue;
    // AWS aborts the failed task of a branch, but nothing of a failed iteration
    if (index === failedIndex && mapName !== null) continue;
    drafts.push(...abortedEvents(log.frames, pathOf(index), child.block));
    if (mapName !== null) drafts.push(iteration('Aborted', mapName, index, frame.lastEventId));
  }
  log.record(drafts, sequence.path, { lastEventId: failedLast });
}

function iteration(suffix: string, name: string, index: number, previousEventId: number): EventDraft {
  return {
    type: `MapIteration${suffix}`,
    previousEventId,
    details: { [`mapIteration${suffix}EventDetails`]: { name, index } },
  };
}
