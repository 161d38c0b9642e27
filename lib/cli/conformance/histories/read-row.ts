import {
  type ExecutionEvent,
  readExecutionEvent,
} from '../../../domain/execution-history/execution-event.ts';

/** One history of the data file. */
export interface HistoryRow {
  name: string;
  events: ExecutionEvent[];
  /** false where the data hides the numbers of events that came side by side */
  numbered: boolean[];
}

export function historyRowOf(row: Record<string, unknown>, index: number): HistoryRow {
  const given: unknown = row.events;
  if (!Array.isArray(given) || given.length === 0) throw new Error(`row ${index + 1} has no "events"`);
  const events: ExecutionEvent[] = [];
  const numbered: boolean[] = [];
  for (const one of given as unknown[]) {
    const event = readExecutionEvent(one, events.at(-1)?.id ?? 0);
    if (event === null) throw new Error(`row ${index + 1} holds what is no event`);
    events.push(event);
    numbered.push(typeof (one as { id?: unknown }).id === 'number');
  }
  const { name } = row;
  return { name: typeof name === 'string' ? name : `row ${index + 1}`, events, numbered };
}
