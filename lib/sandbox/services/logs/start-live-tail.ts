import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { parseInput } from '../../parse-input.ts';
import { AwsError, type WireRequest } from '../../service.ts';
import { eventStreamFrame } from './event-stream-frame.ts';
import type { LogEvent, LogGroup } from './log-group.ts';
import { type LogsContext, logGroupArn, requireGroup } from './logs-context.ts';
import { zLogStreamName } from './logs-input.ts';
import { matchesFilterPattern } from './match-filter-pattern.ts';
import { parseFilterPattern } from './parse-filter-pattern.ts';

const UPDATE_INTERVAL_MS = 1_000;
const MAX_EVENTS_PER_UPDATE = 500;
const MAX_SESSION_MS = 3 * 3_600_000;
/** events beyond are only counted as sampled away */
const MAX_WAITING_EVENTS = 5_000;

const zInput = z.object({
  logGroupIdentifiers: z.array(z.string().regex(/^arn:/, 'Member must be an ARN')).min(1).max(10),
  logStreamNames: z.array(zLogStreamName).min(1).max(10).optional(),
  logStreamNamePrefixes: z.array(zLogStreamName).min(1).max(10).optional(),
  logEventFilterPattern: z.string().max(1_024).optional(),
});

/** StartLiveTail: an event stream with one update a second of at most 500 events; ends with the caller or after three hours. */
export function startLiveTail(
  context: LogsContext,
  body: Record<string, unknown>,
  request: WireRequest,
): void {
  const input = parseInput(zInput, body);
  const streams = input.logStreamNames ?? input.logStreamNamePrefixes;
  if (streams !== undefined && input.logGroupIdentifiers.length > 1) {
    throw new AwsError('InvalidParameterException', 'Log stream filters need exactly one log group.');
  }
  if (input.logStreamNames !== undefined && input.logStreamNamePrefixes !== undefined) {
    throw new AwsError(
      'InvalidParameterException',
      'logStreamNames and logStreamNamePrefixes are mutually exclusive parameters.',
    );
  }
  const pattern = parseFilterPattern(input.logEventFilterPattern ?? '');
  const groups = new Set(
    input.logGroupIdentifiers.map((logGroupIdentifier) => requireGroup(context, { logGroupIdentifier })),
  );
  const { response } = request;
  let waiting: { group: LogGroup; event: LogEvent }[] = [];
  let sampled = false;

  const accepts = (name: string) =>
    (input.logStreamNames?.includes(name) ?? true) &&
    (input.logStreamNamePrefixes?.some((prefix) => name.startsWith(prefix)) ?? true);
  const unsubscribe = context.store.subscribe((group, event) => {
    if (!groups.has(group) || !accepts(event.stream.logStreamName)) return;
    if (!matchesFilterPattern(pattern, event.message)) return;
    if (waiting.length < MAX_WAITING_EVENTS) waiting.push({ group, event });
    else sampled = true;
  });

  const update = () => {
    const now = context.now();
    const visible = waiting.filter(({ event }) => event.ingestionTime <= now);
    waiting = waiting.filter(({ event }) => event.ingestionTime > now);
    const shown = sample(visible, MAX_EVENTS_PER_UPDATE);
    response.write(
      eventStreamFrame(
        { event: 'sessionUpdate' },
        {
          sessionMetadata: { sampled: sampled || shown.length < visible.length },
          sessionResults: shown.map(({ group, event }) => ({
            logStreamName: event.stream.logStreamName,
            logGroupIdentifier: `${context.accountId}:${group.logGroupName}`,
            message: event.message,
            timestamp: event.timestamp,
            ingestionTime: event.ingestionTime,
          })),
        },
      ),
    );
    sampled = false;
  };
  const expire = () => {
    const payload = { message: 'The session has been open for three hours.' };
    response.end(eventStreamFrame({ exception: 'SessionTimeoutException' }, payload));
  };
  const updates = setInterval(update, UPDATE_INTERVAL_MS);
  const expiry = setTimeout(expire, MAX_SESSION_MS);
  response.once('close', () => {
    unsubscribe();
    clearInterval(updates);
    clearTimeout(expiry);
  });
  response.writeHead(200, {
    'content-type': 'application/vnd.amazon.eventstream',
    'x-amzn-RequestId': request.requestId,
  });
  response.write(
    eventStreamFrame(
      { event: 'sessionStart' },
      {
        requestId: request.requestId,
        sessionId: randomUUID(),
        logGroupIdentifiers: [...groups].map((group) => logGroupArn(context, group.logGroupName)),
        logStreamNames: input.logStreamNames ?? [],
        logStreamNamePrefixes: input.logStreamNamePrefixes ?? [],
        logEventFilterPattern: input.logEventFilterPattern ?? '',
      },
    ),
  );
}

/** Evenly chosen, in order; all where they fit. */
function sample<T>(items: T[], most: number): T[] {
  if (items.length <= most) return items;
  return items.filter(
    (_, i) => Math.floor((i * most) / items.length) !== Math.floor(((i - 1) * most) / items.length),
  );
}
