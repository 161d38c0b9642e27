import type { ExecutionEvent } from '../../../domain/execution-history/execution-event.ts';
import type { HistoryRow } from './read-row.ts';

/** Where two histories of the same kind differ in order or shape; nothing where they agree. Data and names do not count. */
export function differences({ events, numbered }: HistoryRow, own: readonly ExecutionEvent[]): string[] {
  const found: string[] = [];
  const ownById = new Map(own.map((event) => [event.id, event]));
  const beside: ExecutionEvent[] = [];
  for (const [index, event] of events.entries()) {
    if (numbered[index] === false) {
      beside.push(event);
      continue;
    }
    const mine = ownById.get(event.id);
    if (mine === undefined) found.push(`${labelOf(event)}: missing`);
    else compare(event, mine, found);
  }
  const given = new Set(events.filter((_, index) => numbered[index] !== false).map(({ id }) => id));
  // what came side by side has no numbers in the data, and its end is left out there
  const mine = own.filter(({ id }) => !given.has(id) && beside.length > 0);
  const extra = own.filter(({ id }) => !given.has(id) && beside.length === 0);
  for (const event of extra) found.push(`${labelOf(event)}: not in the data`);
  const shapes = (all: readonly ExecutionEvent[]) =>
    all.map((event) => `${event.type} ${shapeOf(event)}`).sort();
  const wanted = shapes(beside);
  const made = shapes(mine.filter(({ type }) => !/^ParallelState(Succeeded|Failed)$/.test(type)));
  if (JSON.stringify(wanted) !== JSON.stringify(made)) {
    found.push(`side by side: named ${wanted.join('; ')}, made ${made.join('; ')}`);
  }
  return found;
}

function compare(event: ExecutionEvent, mine: ExecutionEvent, found: string[]): void {
  if (mine.type !== event.type) found.push(`${labelOf(event)}: made ${mine.type}`);
  else if (mine.previousEventId !== event.previousEventId) {
    found.push(`${labelOf(event)}: follows ${event.previousEventId}, made to follow ${mine.previousEventId}`);
  } else if (shapeOf(mine) !== shapeOf(event)) {
    found.push(`${labelOf(event)}: has ${shapeOf(event)}, made with ${shapeOf(mine)}`);
  }
}

/** The names of an event's details; of an integration's result those of its metadata too. */
function shapeOf({ type, details }: ExecutionEvent): string {
  const names = Object.keys(details).sort().join(',');
  if (type !== 'TaskSucceeded') return names;
  const output: unknown = typeof details.output === 'string' ? JSON.parse(details.output) : details.output;
  return `${names} of ${namesIn(output, ['SdkHttpMetadata', 'HttpHeaders', 'AllHttpHeaders', 'SdkResponseMetadata'])}`;
}

function namesIn(value: unknown, deeper: readonly string[]): string {
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value)
    .map(([name, one]) => (deeper.includes(name) ? `${name}(${namesIn(one, deeper)})` : name))
    .sort()
    .join(',');
}

function labelOf({ id, type }: ExecutionEvent): string {
  return `${id} ${type}`;
}
