import { type LogTail, mergeTail, type TailLine } from '../../domain/log-tail.ts';
import { groupBy } from '../sql/group-by.ts';

/** The last log lines of a request by stream, as stored: short names, because every request has them. */
export type RequestTails = {
  stream: string;
  /** timestamp in ms, ordinal, message, and the event ID where one is known */
  lines: [number, number, string, string?][];
  truncated: boolean;
}[];

/** The union of stored tails and new lines; returns `tails` itself when the lines change nothing. */
export function addToTails(tails: RequestTails, lines: readonly TailLine[]): RequestTails {
  if (lines.length === 0) return tails;
  const byStream = groupBy(lines, (line) => line.logStreamName);
  let changed = false;
  const result = tails.map((tail) => {
    const added = byStream.get(tail.stream);
    if (added === undefined) return tail;
    byStream.delete(tail.stream);
    const merged = storedTail(tail.stream, mergeTail(tailOf(tail), { lines: added, truncated: false }));
    if (sameTail(tail, merged)) return tail;
    changed = true;
    return merged;
  });
  for (const [stream, added] of byStream) {
    changed = true;
    result.push(
      storedTail(stream, mergeTail({ lines: [], truncated: false }, { lines: added, truncated: false })),
    );
  }
  if (!changed) return tails;
  return result.sort((a, b) => (a.stream < b.stream ? -1 : 1));
}

export function tailOf(tail: RequestTails[number]): LogTail {
  return {
    lines: tail.lines.map(([timestamp, ordinal, message, eventId]) => ({
      logStreamName: tail.stream,
      timestamp,
      ordinal,
      message,
      eventId: eventId ?? null,
    })),
    truncated: tail.truncated,
  };
}

function storedTail(stream: string, tail: LogTail): RequestTails[number] {
  return {
    stream,
    lines: tail.lines.map(({ timestamp, ordinal, message, eventId }) =>
      eventId === null ? [timestamp, ordinal, message] : [timestamp, ordinal, message, eventId],
    ),
    truncated: tail.truncated,
  };
}

function sameTail(a: RequestTails[number], b: RequestTails[number]): boolean {
  return (
    a.truncated === b.truncated &&
    a.lines.length === b.lines.length &&
    a.lines.every((line, index) => {
      const other = b.lines[index];
      return other !== undefined && [0, 1, 2, 3].every((part) => line[part] === other[part]);
    })
  );
}
