import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tailLines } from './tail-lines.model';

const ID = 'f865d231-4710-41b2-8c71-7f22ec228699';
const PREFIX = `2026-11-23T10:31:34.342Z\t${ID}\t`;
const marker = (rerun: object) => JSON.stringify({ rerun: { v: 1, via: 'invoke', requestId: ID, ...rerun } });

describe('tailLines', () => {
  it('takes the runtime’s prefix off and leaves blank lines out', () => {
    expect(
      tailLines(
        `START RequestId: ${ID} Version: 3\n\n${PREFIX}INFO\tcharging\n\n${PREFIX}ERROR\tboom\n    at charge\n`,
        ID,
      ).map(({ level, text, system, bad }) => ({ level, text, system, bad })),
    ).toEqual([
      { level: null, text: 'START version 3', system: true, bad: false },
      { level: 'INFO', text: 'charging', system: false, bad: false },
      { level: 'ERROR', text: 'boom', system: false, bad: true },
      { level: null, text: '    at charge', system: false, bad: false },
    ]);
  });

  it.each([
    [
      '{"time":"2026-11-23T10:31:34.342Z","type":"platform.report","record":{"metrics":{"durationMs":4}}}',
      'REPORT 4 ms',
      true,
      false,
    ],
    [
      `2026-11-23T10:31:34.342Z ${ID} Task timed out after 3.00 seconds`,
      `2026-11-23T10:31:34.342Z ${ID} Task timed out after 3.00 seconds`,
      false,
      true,
    ],
    [
      marker({ attempt: 2, maxAttempts: 8, reason: 'status=PENDING', next: { requestId: ID } }),
      'MARKER attempt 2 of 8, runs again by invoke, status=PENDING',
      true,
      false,
    ],
    ['{"rerun":{"v":1}}', '{"rerun":{"v":1}}', false, false],
    [
      `${PREFIX}ERROR\tInvoke Error \t{"errorType":"AcquirerTimeout","errorMessage":"no answer","stack":["AcquirerTimeout: no answer"]}`,
      'Invoke Error AcquirerTimeout: no answer',
      false,
      true,
    ],
    ['ERROR is only a word here', 'ERROR is only a word here', false, false],
  ])('judges %s', (line, text, system, bad) => {
    expect(tailLines(line, ID)).toMatchObject([{ text, system, bad }]);
  });

  it('reads a marker inside a JSON line', () => {
    const message = marker({ attempt: 1, reason: null });
    const line = JSON.stringify({
      timestamp: '2026-11-23T10:31:34.342Z',
      level: 'INFO',
      requestId: ID,
      message,
    });
    expect(tailLines(line, ID)).toMatchObject([{ text: 'MARKER attempt 1', system: true, whole: message }]);
  });

  it('shows every line that is not blank, whatever is in it', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (parts) => {
        const tail = parts.join('\n');
        expect(tailLines(tail, ID)).toHaveLength(
          tail.split('\n').filter((line) => line.trim() !== '').length,
        );
      }),
    );
  });
});
