import type { Json, JsonObject } from '../asl/json.ts';

/** What a state that was entered is in the middle of. */
export type Doing =
  | { kind: 'wait' | 'backoff'; startedAtMs: number; waitMs: number }
  | { kind: 'task'; childArn?: string }
  | { kind: 'result'; result: Json }
  | { kind: 'failure'; error: string; cause?: string }
  | { kind: 'children'; startedEventId: number; inputs: Json[] };

export interface Entered {
  eventId: number;
  atMs: number;
  /** the event before this state's first */
  previousEventId: number;
  /** how often each retrier has tried again */
  retries: number[];
  doing: Doing | null;
}

/** Where one sequence of states stands: the machine's own, a branch or an iteration. Kept, so that a restart goes on. */
export interface FrameState {
  stateName: string;
  input: Json;
  variables: JsonObject;
  lastEventId: number;
  entered: Entered | null;
  /** of a sequence that ended well */
  output?: Json;
}

/** The item that an iteration of Map runs for. */
export interface MapItem {
  index: number;
  value: Json;
}

/** Counts what retriers have tried again. */
export function retryCountOf(entered: Entered): number {
  return entered.retries.reduce((sum, count) => sum + count, 0);
}
