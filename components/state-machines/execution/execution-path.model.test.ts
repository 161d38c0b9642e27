import { describe, expect, it } from 'vitest';
import { aGraph, NESTED, POLLING } from '../testing/a-graph';
import { executionPath, lineKey, type Visit } from './execution-path.model';
import { attemptWords, branchWords, visitRows } from './visit-rows.model';

const BASE = Date.parse('2026-11-28T10:00:00.000Z');
const at = (ms: number) => new Date(BASE + ms).toISOString();

function aVisit(stateId: string, from: number, to: number | null, change: Partial<Visit> = {}): Visit {
  return {
    stateId,
    stateName: stateId.split('/').at(-1) ?? stateId,
    type: 'Task',
    enteredAt: at(from),
    exitedAt: to === null ? null : at(to),
    status: to === null ? 'running' : 'succeeded',
    attempts: [],
    input: null,
    output: null,
    branch: null,
    ...change,
  };
}
const anAttempt = (attempt: number, from: number, to: number | null, error: string | null = null) => ({
  attempt,
  startedAt: at(from),
  endedAt: to === null ? null : at(to),
  error,
  cause: null,
  requestId: null,
  hop: null,
  joinedBy: null,
});

const POLLED: Visit[] = [
  aVisit('Ask', 0, 100, {
    attempts: [anAttempt(1, 0, 20, 'Lambda.TooManyRequestsException'), anAttempt(2, 60, 100)],
  }),
  aVisit('Ready?', 100, 100, { type: 'Choice' }),
  aVisit('Rest', 100, 600, { type: 'Wait' }),
  aVisit('Ask', 600, 700, { attempts: [anAttempt(1, 600, 700)] }),
  aVisit('Ready?', 700, 700, { type: 'Choice' }),
  aVisit('Done', 700, 700, { type: 'Succeed' }),
];

describe('executionPath', () => {
  it('counts visits, attempts and the lines that were taken, from the start to the end', () => {
    const graph = aGraph(POLLING);
    const { stateOf, takenOf } = executionPath({ visits: POLLED, status: 'SUCCEEDED' }, graph);
    expect(stateOf.get('Ask')).toEqual({ status: 'succeeded', visitCount: 2, attemptCount: 3 });
    expect(stateOf.has('Broken')).toBe(false);
    expect(Object.fromEntries(takenOf)).toEqual({
      [lineKey('start', 'Ask')]: 1,
      [lineKey('Ask', 'Ready?')]: 2,
      [lineKey('Ready?', 'Rest')]: 1,
      [lineKey('Rest', 'Ask')]: 1,
      [lineKey('Ready?', 'Done')]: 1,
      [lineKey('Done', 'end')]: 1,
    });
  });

  it('follows a catcher, and does not lead a failed state to the end', () => {
    const graph = aGraph(POLLING);
    const visits = [
      aVisit('Ask', 0, 10, { status: 'caught', attempts: [anAttempt(1, 0, 10, 'Boom')] }),
      aVisit('Broken', 10, null, { type: 'Fail', status: 'failed' }),
    ];
    const { takenOf, stateOf } = executionPath({ visits, status: 'FAILED' }, graph);
    expect(takenOf.get(lineKey('Ask', 'Broken'))).toBe(1);
    expect(takenOf.get(lineKey('Broken', 'end'))).toBe(1);
    expect(stateOf.get('Ask')?.status).toBe('caught');
    const failed = executionPath(
      { visits: [aVisit('Each', 0, 5, { type: 'Map', status: 'failed' })], status: 'FAILED' },
      aGraph(NESTED),
    );
    expect(failed.takenOf.get(lineKey('Each', 'end'))).toBeUndefined();
  });

  it('keeps branches and iterations apart, and begins them anew where their parent is entered anew', () => {
    const graph = aGraph(NESTED);
    const [left, right] = graph.nodes.filter(({ name }) => name === 'Same').map(({ id }) => id);
    const round = [
      aVisit('Both', 0, 30, { type: 'Parallel' }),
      aVisit(left ?? '', 0, 10, { branch: '0' }),
      aVisit('Both/More', 10, 20, { branch: '0' }),
      aVisit(right ?? '', 0, 10, { branch: '1', status: 'failed' }),
    ];
    const { takenOf, stateOf } = executionPath({ visits: [...round, ...round], status: 'RUNNING' }, graph);
    expect(takenOf.get(lineKey(left ?? '', 'Both/More'))).toBe(2);
    expect(takenOf.get(lineKey('Both/More', right ?? ''))).toBeUndefined();
    expect(stateOf.get(right ?? '')?.status).toBe('failed');
    const each = [0, 1, 2].map((index) =>
      aVisit('Each/One', index, index === 1 ? null : 9, { branch: String(index) }),
    );
    expect(executionPath({ visits: each, status: 'RUNNING' }, graph).stateOf.get('Each/One')).toEqual({
      status: 'running',
      visitCount: 3,
      attemptCount: 0,
    });
  });
});

describe('visitRows', () => {
  const execution = { visits: POLLED, startedAt: at(0), stoppedAt: at(1000) };
  const all = { view: 'all', stateId: null, nowMs: 0 } as const;

  it('places visits and attempts on the execution’s own time; waits are thin', () => {
    const rows = visitRows(execution, all);
    expect(rows[0]).toMatchObject({
      whole: { left: 0, width: 10 },
      attempts: [
        { left: 0, width: 2 },
        { left: 6, width: 4 },
      ],
      durationMs: 100,
    });
    expect(rows[2]).toMatchObject({ waits: true, whole: { left: 10, width: 50 } });
  });

  it('shows tasks, what failed or was tried again, or one state, each by its place in the history', () => {
    const of = (change: Partial<Parameters<typeof visitRows>[1]>) =>
      visitRows(execution, { ...all, ...change }).map(({ index }) => index);
    expect(of({ view: 'tasks' })).toEqual([0, 3]);
    expect(of({ view: 'troubled' })).toEqual([0]);
    expect(of({ stateId: 'Ready?' })).toEqual([1, 4]);
  });

  it('lets a visit that was never left end with its execution', () => {
    const visits = [aVisit('Ask', 200, null, { status: 'failed' })];
    const [row] = visitRows({ visits, startedAt: at(0), stoppedAt: at(1000) }, all);
    expect(row).toMatchObject({ durationMs: 800, whole: { left: 20, width: 80 } });
  });

  it('lets what runs reach to now', () => {
    const visits = [aVisit('Ask', 0, null, { attempts: [anAttempt(1, 0, null)] })];
    const [row] = visitRows({ visits, startedAt: at(0), stoppedAt: null }, { ...all, nowMs: BASE + 400 });
    expect(row).toMatchObject({ whole: { left: 0, width: 100 }, attempts: [{ left: 0, width: 100 }] });
  });
});

describe('words', () => {
  it('of branches and iterations count from 1', () => {
    const graph = aGraph(NESTED);
    expect(branchWords(aVisit('Each/One', 0, 1, { branch: '2' }), graph)).toBe('Each, iteration 3');
    expect(branchWords(aVisit('Both/More', 0, 1, { branch: '0' }), graph)).toBe('Both, branch 1');
    expect(branchWords(aVisit('Each', 0, 1), graph)).toBeNull();
  });

  it('of attempts say what became of each', () => {
    const visit = {
      status: 'running' as const,
      attempts: [anAttempt(1, 0, 20, 'Boom'), anAttempt(2, 0, 20), anAttempt(3, 0, null)],
    };
    expect([0, 1, 2].map((index) => attemptWords(visit, index))).toEqual([
      'Attempt 1: Boom after 20 ms, tried again',
      'Attempt 2: succeeded after 20 ms',
      'Attempt 3: running',
    ]);
    expect(attemptWords({ ...visit, status: 'aborted' }, 2)).toBe('Attempt 3: its end is not in the history');
  });
});
