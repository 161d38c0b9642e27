import { z } from 'zod';
import { readPageToken, writePageToken } from '../../page-token.ts';
import { parseInput } from '../../parse-input.ts';
import { AwsError } from '../../service.ts';
import { eventIdOf } from './event-id.ts';
import { type EventPosition, indexOfPosition, indexOfTimestamp, type LogEvent } from './log-group.ts';
import { countedBytesOf, MAX_PAGE_BYTES, MAX_PAGE_EVENTS } from './log-page.ts';
import { type LogsContext, requireGroup } from './logs-context.ts';
import {
  zLimit,
  zLogGroupIdentifier,
  zLogGroupName,
  zLogStreamName,
  zNextToken,
  zTimestamp,
} from './logs-input.ts';
import { matchesFilterPattern } from './match-filter-pattern.ts';
import { parseFilterPattern } from './parse-filter-pattern.ts';

/** A page ends after looking at this many events, so that narrow filters give short and empty pages as on AWS. */
const MAX_SCANNED_EVENTS = 20_000;

const zInput = z.object({
  logGroupName: zLogGroupName.optional(),
  logGroupIdentifier: zLogGroupIdentifier.optional(),
  logStreamNames: z.array(zLogStreamName).min(1).max(100).optional(),
  logStreamNamePrefix: zLogStreamName.optional(),
  startTime: zTimestamp.optional(),
  endTime: zTimestamp.optional(),
  filterPattern: z.string().max(1_024, 'Member must have length less than or equal to 1024').optional(),
  nextToken: zNextToken.optional(),
  limit: zLimit(MAX_PAGE_EVENTS).default(MAX_PAGE_EVENTS),
  startFromHead: z.boolean().default(true),
});

const zPosition = z.object({ timestamp: z.number(), ingestionTime: z.number(), sequence: z.number() });

/** FilterLogEvents: both ends of the time range inclusive; `emptyPage` answers nothing but a token. */
export function filterLogEvents(context: LogsContext, body: Record<string, unknown>, emptyPage: boolean) {
  const input = parseInput(zInput, body);
  if (input.logStreamNames !== undefined && input.logStreamNamePrefix !== undefined) {
    throw new AwsError(
      'InvalidParameterException',
      'You cannot specify both logStreamNames and logStreamNamePrefix.',
    );
  }
  const startTime = input.startTime ?? 0;
  const endTime = input.endTime ?? Number.MAX_SAFE_INTEGER;
  if (startTime > endTime) {
    throw new AwsError('InvalidParameterException', 'startTime must not be later than endTime.');
  }
  const pattern = parseFilterPattern(input.filterPattern ?? '');
  const group = requireGroup(context, input);
  const { nextToken, ...query } = input;
  const now = context.now();
  const accepts = streamFilter(input);
  const range = {
    from: indexOfTimestamp(group.events, startTime),
    to: indexOfTimestamp(group.events, endTime + 1),
  };
  const step = input.startFromHead ? 1 : -1;
  let index = input.startFromHead ? range.from : range.to - 1;
  if (nextToken !== undefined)
    index = resume(group.events, readPageToken(nextToken, query, now), step, index);

  const page: LogEvent[] = [];
  let bytes = 0;
  let scanned = 0;
  let last: LogEvent | null = null;
  for (; index >= range.from && index < range.to; index += step) {
    const event = group.events[index];
    if (event === undefined || emptyPage || page.length >= input.limit || scanned >= MAX_SCANNED_EVENTS)
      break;
    scanned += 1;
    if (event.ingestionTime <= now && accepts(event) && matchesFilterPattern(pattern, event.message)) {
      bytes += countedBytesOf(event.message);
      if (bytes > MAX_PAGE_BYTES && page.length > 0) break;
      page.push(event);
    }
    last = event;
  }
  const more = index >= range.from && index < range.to;
  const delivered = disturb(context, group.logGroupName, page, more);
  return {
    events: delivered.events.map((event) => ({
      logStreamName: event.stream.logStreamName,
      timestamp: event.timestamp,
      message: event.message,
      ingestionTime: event.ingestionTime,
      eventId: eventIdOf(event),
    })),
    searchedLogStreams: [],
    ...(more ? { nextToken: writePageToken(query, positionOf(delivered.repeatFrom ?? last), now) } : {}),
  };
}

function streamFilter(input: {
  logStreamNames?: string[] | undefined;
  logStreamNamePrefix?: string | undefined;
}): (event: LogEvent) => boolean {
  const { logStreamNames, logStreamNamePrefix } = input;
  if (logStreamNames !== undefined) {
    const names = new Set(logStreamNames);
    return (event) => names.has(event.stream.logStreamName);
  }
  if (logStreamNamePrefix !== undefined) {
    return (event) => event.stream.logStreamName.startsWith(logStreamNamePrefix);
  }
  return () => true;
}

function positionOf(event: LogEvent | null): EventPosition | null {
  if (event === null) return null;
  const { timestamp, ingestionTime, sequence } = event;
  return { timestamp, ingestionTime, sequence };
}

/** The index after the position in reading direction; `start` where the former page had looked at nothing. */
function resume(events: LogEvent[], token: unknown, step: number, start: number): number {
  const parsed = zPosition.safeParse(token);
  if (!parsed.success) return start;
  const at = indexOfPosition(events, parsed.data);
  if (step < 0) return at - 1;
  return events[at]?.sequence === parsed.data.sequence ? at + 1 : at;
}

/** Applies the injected delivery faults: events twice in the page or again on the next one, and lost order. */
function disturb(context: LogsContext, logGroupName: string, page: LogEvent[], more: boolean) {
  const { faults } = context;
  const events: LogEvent[] = [];
  for (const event of page) {
    events.push(event);
    if (faults.onDelivery('duplicate', logGroupName) !== null) events.push(event);
  }
  const repeat = more && page.length > 2 && faults.onDelivery('duplicate', logGroupName) !== null;
  if (events.length > 1 && faults.onDelivery('shuffle', logGroupName) !== null) {
    for (let i = events.length - 1; i > 0; i--) {
      const j = Math.floor(Math.random() * (i + 1));
      const [a, b] = [events[i], events[j]];
      if (a !== undefined && b !== undefined) [events[i], events[j]] = [b, a];
    }
  }
  return { events, repeatFrom: repeat ? (page.at(-2) ?? null) : null };
}
