import { describe, expect, it } from 'vitest';
import { tailLines } from './tail-lines.model';

const PREFIX = '2026-11-23T10:31:34.342Z\tf865d231-4710-41b2-8c71-7f22ec228699\t';

describe('tailLines', () => {
  it('takes the runtime’s prefix off and leaves blank lines out', () => {
    expect(
      tailLines(`START RequestId: x\n\n${PREFIX}INFO\tcharging\n\n${PREFIX}ERROR\tboom\n    at charge\n`),
    ).toEqual([
      { level: null, text: 'START RequestId: x', system: true, bad: false },
      { level: 'INFO', text: 'charging', system: false, bad: false },
      { level: 'ERROR', text: 'boom', system: false, bad: true },
      { level: null, text: '    at charge', system: false, bad: false },
    ]);
  });

  it.each([
    ['{"time":"2026-11-23T10:31:34.342Z","type":"platform.report","record":{}}', true, false],
    ['2026-11-23T10:31:34.342Z f865d231 Task timed out after 3.00 seconds', false, true],
    ['{"rerun":{"v":1}}', true, false],
    ['ERROR is only a word here', false, false],
  ])('judges %s', (line, system, bad) => {
    expect(tailLines(line)).toEqual([{ level: null, text: line, system, bad }]);
  });
});
