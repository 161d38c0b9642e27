import { utf8Length } from './utf8-length.ts';

/** One line of a run's stored log. */
export interface TailLine {
  logStreamName: string;
  /** ms since the epoch */
  timestamp: number;
  /** 0 for the first of several equal lines of one millisecond in one stream */
  ordinal: number;
  message: string;
  /** Where the source gave one: it tells the order of lines of one millisecond. */
  eventId: string | null;
}
/** The last lines of a run's log, in order; `truncated` when there were more. */
export interface LogTail {
  lines: readonly TailLine[];
  truncated: boolean;
}
export interface TailLimits {
  maxLines: number;
  /** Of all messages, in UTF-8 bytes; the first line of the tail may cross it. */
  maxBytes: number;
  /** Of one message, in UTF-16 units; what is longer is cut with a mark. */
  maxLineLength: number;
}

/** What a chain page shows at once; the rest is read from CloudWatch on demand. */
const TAIL_LIMITS: TailLimits = { maxLines: 200, maxBytes: 32_768, maxLineLength: 8_192 };

/**
 * The union of two tails, cut to the last lines that the limits allow. Commutative, associative and idempotent, so
 * that order, repetition and batching of log events give the same tail; what was cut stays flagged.
 */
export function mergeTail(one: LogTail, other: LogTail, limits: TailLimits = TAIL_LIMITS): LogTail {
  const byIdentity = new Map<string, TailLine>();
  for (const line of [...one.lines, ...other.lines]) {
    const cut = { ...line, message: cutLine(line.message, limits.maxLineLength) };
    const identity = `${cut.timestamp} ${cut.ordinal} ${cut.logStreamName} ${cut.message}`;
    const known = byIdentity.get(identity)?.eventId ?? '';
    if (!byIdentity.has(identity) || known < (cut.eventId ?? '')) byIdentity.set(identity, cut);
  }
  const lines = [...byIdentity.values()].sort(inOrder);
  let first = lines.length;
  let bytes = 0;
  // a line that crosses the limit stays: were it dropped, an older, smaller line could later take its place
  while (first > 0 && lines.length - first < limits.maxLines && bytes < limits.maxBytes) {
    first -= 1;
    bytes += utf8Length(lines[first]?.message ?? '');
  }
  return { lines: lines.slice(first), truncated: one.truncated || other.truncated || first > 0 };
}

/** Time, and in one millisecond the place that a line has in every run; a total order of different lines. */
function inOrder(a: TailLine, b: TailLine): number {
  return (
    a.timestamp - b.timestamp ||
    compare(a.logStreamName, b.logStreamName) ||
    rankOf(a.message) - rankOf(b.message) ||
    compare(a.eventId ?? '', b.eventId ?? '') ||
    compare(a.message, b.message) ||
    a.ordinal - b.ordinal
  );
}

function rankOf(message: string): number {
  if (message.startsWith('INIT_START ') || message.includes('"platform.initStart"')) return 0;
  if (message.startsWith('START RequestId: ') || message.includes('"platform.start"')) return 1;
  if (message.startsWith('END RequestId: ') || message.includes('"platform.runtimeDone"')) return 3;
  if (message.startsWith('REPORT RequestId: ') || message.includes('"platform.report"')) return 4;
  return 2;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Cuts a message to `maxLength` units, its end being a mark that tells how many were cut; cutting twice is once. */
function cutLine(message: string, maxLength: number): string {
  if (message.length <= maxLength) return message;
  const room = Math.max(0, maxLength - MARK_LENGTH);
  const split = message.charCodeAt(room - 1) >= 0xd800 && message.charCodeAt(room - 1) <= 0xdbff ? 1 : 0;
  const kept = message.slice(0, room - split);
  return `${kept} … ${message.length - kept.length} characters cut`;
}
const MARK_LENGTH = 40;
