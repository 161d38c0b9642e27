import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedLines, diffLines } from './line-diff.model';

const shape = (before: string, after: string) =>
  diffLines(before, after).map((line) => `${{ same: ' ', removed: '-', added: '+' }[line.kind]}${line.text}`);

describe('diffLines', () => {
  it('shows a changed line as removed and added, the rest as the same', () => {
    expect(shape('{\n  "a": 1,\n  "b": 2\n}', '{\n  "a": 12345678901234567890,\n  "b": 2\n}')).toEqual([
      ' {',
      '-  "a": 1,',
      '+  "a": 12345678901234567890,',
      '   "b": 2',
      ' }',
    ]);
  });

  it('gives back both texts, whatever they are', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((l) => l.join('\n'));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = diffLines(before, after);
        const side = (drop: string) =>
          lines
            .filter((line) => line.kind !== drop)
            .map((line) => line.text)
            .join('\n');
        expect(side('added')).toBe(before);
        expect(side('removed')).toBe(after);
      }),
    );
  });

  it('stays quick where nothing is alike', () => {
    const many = (word: string) => Array.from({ length: 20_000 }, (_, i) => `${word} ${i}`).join('\n');
    expect(diffLines(many('a'), many('b'))).toHaveLength(40_000);
  });

  it('keeps two lines around each change', () => {
    const before = Array.from({ length: 20 }, (_, i) => `line ${i}`);
    const after = before.with(10, 'changed');
    expect(changedLines(diffLines(before.join('\n'), after.join('\n'))).map((line) => line.text)).toEqual([
      'line 8',
      'line 9',
      'line 10',
      'changed',
      'line 11',
      'line 12',
    ]);
    expect(changedLines(diffLines('a', 'a'))).toEqual([]);
  });
});
