import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogLineDto } from '@/lib/contract/hop';
import { appendLog, EMPTY_LOG } from './log-buffer.model';
import { filterLog, findInLog, logText, splitHits } from './log-filter.model';

const line = (text: string, level: LogLineDto['level'] = null, system = false): LogLineDto => ({
  at: '2026-11-23T09:16:02.118Z',
  level,
  system,
  text,
  message: `${text}\n`,
});
const LINES = [
  line('START RequestId: 1', null, true),
  line('plain'),
  line('Order pending', 'INFO'),
  line('ORDER late', 'WARN'),
  line('boom', 'FATAL'),
  line('REPORT', null, true),
];

describe('filterLog', () => {
  it.each([
    ['all', true, [0, 1, 2, 3, 4, 5]],
    ['all', false, [1, 2, 3, 4]],
    ['INFO', false, [2, 3, 4]],
    ['WARN', true, [0, 3, 4, 5]],
    ['ERROR', false, [4]],
  ] as const)('level %s, system %s', (level, system, shown) => {
    expect(filterLog(LINES, { level, system })).toEqual(shown);
  });
});

describe('search', () => {
  it('finds words in any case among the lines shown', () => {
    expect(findInLog(LINES, [1, 2, 3], ' order ')).toEqual([1, 2]);
    expect(findInLog(LINES, [1], '')).toEqual([]);
  });

  it('splits a line at its hits without losing a character', () => {
    expect(splitHits('a ORDER b order', 'order')).toEqual(['a ', 'ORDER', ' b ', 'order', '']);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, words) => {
        expect(splitHits(text, words).join('')).toBe(text);
      }),
    );
  });

  it('writes the messages as CloudWatch has them', () => {
    expect(logText(LINES, [1])).toBe('2026-11-23T09:16:02.118Z plain\n');
  });
});

describe('appendLog', () => {
  it('keeps the newest lines and counts those that fell out', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(12), { maxLength: 12 }), (batches) => {
        let buffer = EMPTY_LOG;
        let n = 0;
        const all: LogLineDto[] = [];
        for (const size of batches) {
          const added = Array.from({ length: size }, () => line(`line ${n++}`));
          all.push(...added);
          buffer = appendLog(buffer, added, 10);
        }
        expect(buffer.lines).toEqual(all.slice(-10));
        expect(buffer.dropped + buffer.lines.length).toBe(all.length);
      }),
    );
  });
});
