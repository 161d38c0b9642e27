import { describe, expect, it } from 'vitest';
import { aTimeline } from './a-timeline';
import { describeHop, rowBars } from './timeline-bars.model';
import { visibleBrackets } from './timeline-brackets.model';
import { toTimelineColumns } from './timeline-columns.model';
import type { Projection } from './timeline-zoom.model';

const projection: Projection = {
  width: 1000,
  x: (ms) => ms,
  ms: (x) => x,
  fromMs: 0,
  toMs: 1000,
  pxPerMs: 1,
};
const columns = toTimelineColumns(
  aTimeline([
    { id: 'a', start: 0, end: 10, via: 'invoke' },
    { id: 'b', parent: 'a', start: 20, end: 100, via: 'stepfunctions', execution: 'one' },
    { id: 'c', parent: 'b', start: 600, end: 700, via: 'stepfunctions', execution: 'one' },
    { id: 'd', parent: 'c', start: 720, end: 800, via: 'invoke' },
    { id: 'e', parent: 'd', start: 820, end: 900, via: 'stepfunctions', execution: 'two' },
  ]),
);
const rows = { hops: Int32Array.from([0, 1, 2, 3, 4]), rowOf: Int32Array.from([0, 1, 2, 3, 4]) };
const drawn = (first: number, last: number) =>
  visibleBrackets(columns, rows, projection, { first, last, rowHeight: 32 });

describe('visibleBrackets', () => {
  it('draws one around the neighbouring rows of each execution, from its start to its end', () => {
    const brackets = drawn(0, 4);
    expect(brackets.map(({ key }) => key.split(':').at(-1))).toEqual(['one 1', 'two 4']);
    expect(brackets[0]?.path).toBe('M1.5 35H-4.5V93H1.5M999.5 35H1005.5V93H999.5');
  });

  it('leaves it open where it goes on beyond the rows on screen', () => {
    expect(drawn(2, 4)[0]?.path).toBe('M-4.5 64V93H1.5M1005.5 64V93H999.5');
    expect(drawn(0, 1)[0]?.path).toBe('M1.5 35H-4.5V64M999.5 35H1005.5V64');
  });
});

it('calls the time between two tasks of one execution waiting, the way into it transit', () => {
  expect(rowBars(columns, 2, projection, 0).lead?.kind).toBe('wait');
  expect(rowBars(columns, 1, projection, 0).lead?.kind).toBe('transit');
});

it('names the execution of a hop', () => {
  expect(describeHop(columns, 2, String)).toContain('in execution one of poller');
  expect(describeHop(columns, 3, String)).not.toContain('execution');
});
