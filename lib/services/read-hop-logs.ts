import { getLogEvents } from '../aws/get-log-events.ts';
import type { HopLogs } from '../contract/hop.ts';
import { AppError } from '../domain/app-error.ts';
import type { HopDetailRow } from '../store/store.ts';
import { hopLogWindow, isLineOf, noLogYet } from './hop-log-window.ts';
import { logLineDto } from './log-line-dto.ts';
import type { ServiceContext } from './service-context.ts';

/** Pages that hold nothing of the hop are passed over, but one answer must not take minutes. */
const MOST_PAGES = 5;

/** The stored tail of a hop. Throws `not-found`. */
export async function readStoredTail(
  context: Pick<ServiceContext, 'store'>,
  hopId: string,
): Promise<HopLogs> {
  const tail = await context.store.hops.tail(hopId);
  if (tail === null) throw unknownHop();
  return {
    lines: tail.events.map(logLineDto),
    source: 'stored',
    truncated: tail.truncated,
    nextCursor: null,
  };
}

/**
 * One page of a hop's log from CloudWatch, from its first line on. Throws `not-found` (hop, or nothing logged yet),
 * `invalid-input` for a cursor of another log, and what AWS refused.
 */
export async function readHopLogs(
  context: Pick<ServiceContext, 'store' | 'aws'>,
  hopId: string,
  cursor: string | null,
): Promise<HopLogs> {
  const hop = await mustFindHop(context, hopId);
  const window = hopLogWindow(hop);
  if (window === null) throw noLogYet();
  let nextToken = cursor;
  const lines: HopLogs['lines'] = [];
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await getLogEvents(context.aws, { ...window, nextToken }).catch((error: unknown) => {
      if (cursor === null || !(error instanceof AppError) || error.code !== 'invalid-input') throw error;
      throw new AppError('invalid-input', 'This cursor is not of this log, or a day old.', {
        field: 'cursor',
      });
    });
    for (const event of answer.events) if (isLineOf(hop, event)) lines.push(logLineDto(event));
    nextToken = answer.nextToken;
    // AWS repeats the token at the end only, so an empty page ends nothing but a full read.
    if (nextToken === null || lines.length > 0) break;
  }
  return { lines, source: 'cloudwatch', truncated: nextToken !== null, nextCursor: nextToken };
}

/** Throws `not-found`. */
export async function mustFindHop(
  { store }: Pick<ServiceContext, 'store'>,
  hopId: string,
): Promise<HopDetailRow> {
  const hop = await store.hops.find(hopId);
  if (hop === null) throw unknownHop();
  return hop;
}

function unknownHop(): AppError {
  return new AppError('not-found', 'There is no such hop.', {
    field: 'hopId',
    nextStep: 'It may have been pruned; open its chain.',
  });
}
