import type { LogEvent } from '../domain/observation.ts';
import type { LogBatch } from '../store/store.ts';
import type { WatchedBusRow } from '../store/store-events.ts';
import type { FunctionRecord } from './function-record.ts';

/** A log group to follow and the watched functions, or the watched bus, that write to it. */
export interface WatchedGroup {
  logGroupName: string;
  /** Set where it holds events of a bus, or the bus's own log. */
  bus: Pick<WatchedBusRow, 'eventBusName' | 'method'> | null;
  functions: FunctionRecord[];
  /** Functions of the same group that nobody watches: their lines are left out. */
  unwatchedNames: string[];
}

/** Groups functions and buses by where they log; a group that several share is one, and is read once. */
export function watchedGroups(
  functions: readonly { record: FunctionRecord; watched: boolean }[],
  buses: readonly WatchedBusRow[],
): WatchedGroup[] {
  const groups = new Map<string, WatchedGroup>();
  for (const { record, watched } of functions) {
    if (!watched) continue;
    const { logGroupName } = record;
    const group = groups.get(logGroupName);
    if (group) group.functions.push(record);
    else groups.set(logGroupName, { logGroupName, bus: null, functions: [record], unwatchedNames: [] });
  }
  for (const { logGroupName, eventBusName, method } of buses) {
    if (groups.has(logGroupName)) continue;
    groups.set(logGroupName, {
      logGroupName,
      bus: { eventBusName, method },
      functions: [],
      unwatchedNames: [],
    });
  }
  for (const { record, watched } of functions) {
    if (!watched) groups.get(record.logGroupName)?.unwatchedNames.push(record.functionName);
  }
  return [...groups.values()];
}

type Part = Pick<LogBatch, 'functionName' | 'functionArn' | 'architecture' | 'timeoutMs'> & {
  events: LogEvent[];
};

/** Of a custom group: `2026/10/08/poller[$LATEST]22be…`; of a default one the name is empty (aws.md 4.1). */
const STREAM = /^\d{4}\/\d\d\/\d\d\/([^[\]]*)\[([^\]]+)\][0-9a-f]{32}$/;
const DEFAULT_TIMEOUT_MS = 900_000;

/**
 * Splits the events of a group by the function that wrote them, by the stream's name where it carries one, else by the
 * group's only function. A function that AWS no longer lists keeps its name and gets Lambda's longest timeout.
 */
export function partsByFunction(events: readonly LogEvent[], group: WatchedGroup): Part[] {
  const parts = new Map<string | null, Part>();
  for (const event of events) {
    const functionName = writerOf(event.logStreamName, group);
    if (functionName !== null && group.unwatchedNames.includes(functionName)) continue;
    const part = parts.get(functionName);
    if (part) part.events.push(event);
    else parts.set(functionName, { ...figuresOf(functionName, group), events: [event] });
  }
  return [...parts.values()];
}

function writerOf(logStreamName: string, group: WatchedGroup): string | null {
  const named = STREAM.exec(logStreamName)?.[1];
  if (named) return named;
  const own = group.functions.find((record) => group.logGroupName === `/aws/lambda/${record.functionName}`);
  if (own) return own.functionName;
  const only = group.functions.length + group.unwatchedNames.length === 1 ? group.functions[0] : undefined;
  return only?.functionName ?? null;
}

function figuresOf(functionName: string | null, group: WatchedGroup): Omit<Part, 'events'> {
  const record = group.functions.find((candidate) => candidate.functionName === functionName);
  return {
    functionName,
    functionArn: record?.functionArn ?? null,
    architecture: record?.architecture ?? 'x86_64',
    timeoutMs: record === undefined ? DEFAULT_TIMEOUT_MS : record.timeoutSeconds * 1_000,
  };
}
