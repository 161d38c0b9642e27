import { z } from 'zod';
import { parseInput } from '../../parse-input.ts';
import { AwsError } from '../../service.ts';
import {
  comparePositions,
  type EventPosition,
  indexOfPosition,
  indexOfTimestamp,
  type LogEvent,
} from './log-group.ts';
import { countedBytesOf, MAX_PAGE_BYTES, MAX_PAGE_EVENTS } from './log-page.ts';
import { type LogsContext, requireGroup, requireStream } from './logs-context.ts';
import {
  zLimit,
  zLogGroupIdentifier,
  zLogGroupName,
  zLogStreamName,
  zNextToken,
  zTimestamp,
} from './logs-input.ts';

const zInput = z.object({
  logGroupName: zLogGroupName.optional(),
  logGroupIdentifier: zLogGroupIdentifier.optional(),
  logStreamName: zLogStreamName,
  startTime: zTimestamp.optional(),
  endTime: zTimestamp.optional(),
  nextToken: zNextToken.optional(),
  limit: zLimit(MAX_PAGE_EVENTS).default(MAX_PAGE_EVENTS),
  startFromHead: z.boolean().default(false),
});

/**
 * GetLogEvents of one stream, `endTime` exclusive. `f/…` tokens stand after the newest event of the page, `b/…` before the
 * oldest; at the end of the stream the token comes back unchanged.
 */
export function getLogEvents(context: LogsContext, body: Record<string, unknown>) {
  const input = parseInput(zInput, body);
  const group = requireGroup(context, input);
  const stream = requireStream(group, input.logStreamName);
  const now = context.now();
  const token = input.nextToken === undefined ? null : readToken(input.nextToken);
  const range = {
    from: indexOfTimestamp(group.events, input.startTime ?? 0),
    to: indexOfTimestamp(group.events, input.endTime ?? Number.MAX_SAFE_INTEGER),
  };
  const forward = token === null ? input.startFromHead : token.direction === 'f';
  const { from, to } = token === null ? range : beyond(group.events, token, range);
  const page: LogEvent[] = [];
  let bytes = 0;
  for (let n = 0; n < to - from && page.length < input.limit; n++) {
    const event = group.events[forward ? from + n : to - 1 - n];
    if (event === undefined || event.stream !== stream || event.ingestionTime > now) continue;
    bytes += countedBytesOf(event.message);
    if (bytes > MAX_PAGE_BYTES && page.length > 0) break;
    page.push(event);
  }
  if (!forward) page.reverse();
  const edge = token?.position ?? { timestamp: input.startTime ?? 0, ingestionTime: 0, sequence: 0 };
  return {
    events: page.map(({ timestamp, message, ingestionTime }) => ({ timestamp, message, ingestionTime })),
    nextForwardToken: writeToken('f', page.at(-1) ?? edge),
    nextBackwardToken: writeToken('b', page[0] ?? edge),
  };
}

interface Token {
  direction: 'f' | 'b';
  position: EventPosition;
}

function beyond(events: LogEvent[], token: Token, range: { from: number; to: number }) {
  const at = indexOfPosition(events, token.position);
  const event = events[at];
  const isThere = event !== undefined && comparePositions(event, token.position) === 0;
  return token.direction === 'f'
    ? { from: Math.max(range.from, isThere ? at + 1 : at), to: range.to }
    : { from: range.from, to: Math.min(range.to, at) };
}

function writeToken(direction: 'f' | 'b', { timestamp, ingestionTime, sequence }: EventPosition): string {
  return `${direction}/${timestamp}-${ingestionTime}-${sequence}/s`;
}

function readToken(token: string): Token {
  const [, direction, timestamp, ingestionTime, sequence] =
    /^([fb])\/(\d{1,16})-(\d{1,16})-(\d{1,16})\/s$/.exec(token) ?? [];
  if (direction !== 'f' && direction !== 'b') {
    throw new AwsError('InvalidParameterException', 'The specified nextToken is invalid.');
  }
  return {
    direction,
    position: {
      timestamp: Number(timestamp),
      ingestionTime: Number(ingestionTime),
      sequence: Number(sequence),
    },
  };
}
