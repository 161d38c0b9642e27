import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LogTail, mergeTail, type TailLine } from './log-tail.ts';

const LIMITS = { maxLines: 6, maxBytes: 60, maxLineLength: 48 };
const line: fc.Arbitrary<TailLine> = fc.record({
  logStreamName: fc.constantFrom('a', 'b'),
  timestamp: fc.nat(6),
  ordinal: fc.nat(1),
  message: fc.constantFrom(
    'START RequestId: x',
    'é'.repeat(4),
    'one',
    'two',
    '😀'.repeat(60),
    'REPORT RequestId: x',
  ),
  eventId: fc.constantFrom(null, '1', '2'),
});
const tail: fc.Arbitrary<LogTail> = fc.record({
  lines: fc.array(line, { maxLength: 12 }),
  truncated: fc.boolean(),
});
const EMPTY: LogTail = { lines: [], truncated: false };

function lineOf(timestamp: number, message: string, eventId: string | null = null): TailLine {
  return { logStreamName: 's', timestamp, ordinal: 0, message, eventId };
}
/** The order of one millisecond may follow an event ID that only one source gave; what is kept may not. */
function keptOf({ lines, truncated }: LogTail) {
  return { truncated, times: lines.map(({ timestamp }) => timestamp) };
}

describe('mergeTail', () => {
  it('is a union: commutative, associative, idempotent, within its limits', () => {
    const numbered = tail.map(({ lines, truncated }) => ({
      truncated,
      lines: lines.map((one) => ({ ...one, eventId: null })),
    }));
    fc.assert(
      fc.property(numbered, numbered, numbered, (a, b, c) => {
        const merged = mergeTail(a, b, LIMITS);
        expect(mergeTail(b, a, LIMITS)).toEqual(merged);
        expect(mergeTail(merged, c, LIMITS)).toEqual(mergeTail(a, mergeTail(b, c, LIMITS), LIMITS));
        expect(mergeTail(merged, merged, LIMITS)).toEqual(merged);
        expect(merged.lines.length).toBeLessThanOrEqual(LIMITS.maxLines);
        const bytes = merged.lines.slice(1).reduce((sum, { message }) => sum + Buffer.byteLength(message), 0);
        expect(bytes).toBeLessThan(LIMITS.maxBytes);
      }),
    );
  });

  it('is commutative where only one source gives event IDs, too', () => {
    fc.assert(
      fc.property(tail, tail, (a, b) => {
        expect(mergeTail(b, a, LIMITS)).toEqual(mergeTail(a, b, LIMITS));
        expect(keptOf(mergeTail(mergeTail(a, b, LIMITS), a, LIMITS)).truncated).toBe(
          mergeTail(a, b, LIMITS).truncated,
        );
      }),
    );
  });

  it('keeps the last lines and says that there were more', () => {
    const lines = Array.from({ length: 9 }, (_, index) => lineOf(index, `line ${index}`));
    const merged = mergeTail(
      { lines: lines.slice(0, 7), truncated: false },
      { lines: lines.slice(5), truncated: false },
      LIMITS,
    );
    expect(merged.lines.map(({ message }) => message)).toEqual(lines.slice(3).map(({ message }) => message));
    expect(merged.truncated).toBe(true);
  });

  it('orders one millisecond as a run prints it, and application lines by event ID', () => {
    const lines = [
      lineOf(1, 'REPORT RequestId: x', '5'),
      lineOf(1, 'a', '3'),
      lineOf(1, 'b', '2'),
      lineOf(1, 'END RequestId: x', '4'),
      lineOf(1, 'START RequestId: x', '1'),
    ];
    const merged = mergeTail({ lines, truncated: false }, EMPTY);
    expect(merged.lines.map(({ message }) => message)).toEqual([
      'START RequestId: x',
      'b',
      'a',
      'END RequestId: x',
      'REPORT RequestId: x',
    ]);
    expect(merged.truncated).toBe(false);
  });

  it('cuts a megabyte line with a mark, once, and between characters', () => {
    const merged = mergeTail({ lines: [lineOf(1, `x${'😀'.repeat(500_000)}`)], truncated: false }, EMPTY);
    const message = merged.lines[0]?.message ?? '';
    expect(message.length).toBeLessThanOrEqual(8_192);
    expect(message).toMatch(/^x(😀)+ … \d+ characters cut$/u);
    expect(mergeTail(merged, EMPTY)).toEqual(merged);
  });
});
