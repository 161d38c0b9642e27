import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ExecutionEvent, readExecutionEvent } from './execution-event.ts';
import type { ExecutionHistory, StateRun } from './execution-history.ts';
import { readExecutionHistory } from './read-execution-history.ts';

const START = 1_700_000_000_000;

/** Events from `type<previous` and their details, numbered from 1 and a second apart. */
function eventsOf(...given: [type: string, previousEventId: number, details?: object][]): ExecutionEvent[] {
  return given.map(([type, previousEventId, details = {}], index) => ({
    id: index + 1,
    previousEventId,
    type,
    timestampMs: START + index * 1_000,
    details: details as Record<string, unknown>,
  }));
}

function everyId(history: ExecutionHistory): number[] {
  const ofState = (state: StateRun): number[] => [
    ...state.eventIds,
    ...state.attempts.flatMap(({ eventIds }) => eventIds),
    ...state.rounds.flatMap((round) => [
      ...round.eventIds,
      ...round.sequences.flatMap(({ eventIds, states }) => [...eventIds, ...states.flatMap(ofState)]),
    ]),
  ];
  return [...history.eventIds, ...history.states.flatMap(ofState)].sort((a, b) => a - b);
}

const RESULT = JSON.stringify({
  Payload: { done: false },
  SdkHttpMetadata: {
    HttpHeaders: { 'x-amzn-RequestId': ['req-00000001'], 'X-Amzn-Trace-Id': 'root=1-a-b;parent=c' },
  },
  SdkResponseMetadata: { RequestId: 'another' },
});

describe('readExecutionHistory', () => {
  it('reads tries of a task with causes, waits, request and trace', () => {
    const history = readExecutionHistory(
      eventsOf(
        ['ExecutionStarted', 0, { input: '{"a":1}' }],
        ['TaskStateEntered', 0, { name: 'Poll', input: '{"a":1}' }],
        [
          'TaskScheduled',
          2,
          { resourceType: 'lambda', resource: 'invoke', parameters: '{}', timeoutInSeconds: 5 },
        ],
        ['TaskStarted', 3, { resourceType: 'lambda', resource: 'invoke' }],
        ['TaskFailed', 4, { error: 'Busy', cause: '{"errorType":"Busy","requestId":"req-00000000"}' }],
        ['TaskScheduled', 5, { resourceType: 'lambda', resource: 'invoke', parameters: '{}' }],
        ['TaskStarted', 6],
        ['TaskSucceeded', 7, { output: RESULT }],
        ['TaskStateExited', 8, { name: 'Poll', output: '{}', assignedVariables: { n: '1' } }],
        ['WaitStateEntered', 9, { name: 'Rest' }],
      ),
    );
    const [poll, rest] = history.states;
    expect(poll).toMatchObject({
      name: 'Poll',
      status: 'succeeded',
      error: null,
      assignedVariables: { n: '1' },
    });
    expect(poll?.attempts).toMatchObject([
      { status: 'failed', error: 'Busy', requestId: 'req-00000000', timeoutSeconds: 5, waitedMs: null },
      {
        status: 'succeeded',
        requestId: 'req-00000001',
        traceHeader: 'root=1-a-b;parent=c',
        waitedMs: 1_000,
      },
    ]);
    expect(rest).toMatchObject({ name: 'Rest', status: 'running', exitedAtMs: null });
    expect(history).toMatchObject({ status: 'running', input: '{"a":1}', incomplete: false });
  });

  it('keeps iterations that overlap apart, and gives a caught Map its cause', () => {
    const history = readExecutionHistory(
      eventsOf(
        ['ExecutionStarted', 0],
        ['MapStateEntered', 0, { name: 'All' }],
        ['MapStateStarted', 2, { length: 2 }],
        ['MapIterationStarted', 3, { name: 'All', index: 0 }],
        ['MapIterationStarted', 3, { name: 'All', index: 1 }],
        ['TaskStateEntered', 5, { name: 'One' }],
        ['TaskStateEntered', 4, { name: 'One' }],
        ['LambdaFunctionScheduled', 7, { resource: 'arn:f', input: '1' }],
        ['LambdaFunctionScheduled', 6, { resource: 'arn:f', input: '2' }],
        ['LambdaFunctionFailed', 8, { error: 'Broken', cause: 'x' }],
        ['MapIterationFailed', 10, { name: 'All', index: 0 }],
        ['TaskStateAborted', 9],
        ['MapIterationAborted', 9, { name: 'All', index: 1 }],
        ['MapStateFailed', 10],
        ['MapStateExited', 14, { name: 'All', output: '{}' }],
        ['FailStateEntered', 15, { name: 'Stop' }],
        ['ExecutionFailed', 16, { error: 'Enough', cause: 'y' }],
      ),
    );
    expect(history.states).toMatchObject([
      { name: 'All', status: 'caught', error: 'Broken', rounds: [{ status: 'failed', itemCount: 2 }] },
      { name: 'Stop', status: 'failed', error: 'Enough' },
    ]);
    const [first, second] = history.states[0]?.rounds[0]?.sequences ?? [];
    expect(first).toMatchObject({
      index: 0,
      status: 'failed',
      states: [{ attempts: [{ parameters: '1' }] }],
    });
    expect(second).toMatchObject({
      index: 1,
      status: 'aborted',
      states: [{ status: 'aborted', attempts: [{ parameters: '2', status: 'aborted' }] }],
    });
    expect(everyId(history)).toEqual(Array.from({ length: 17 }, (_, index) => index + 1));
  });

  it('takes branches by the state that they follow, nested ones too', () => {
    const history = readExecutionHistory(
      eventsOf(
        ['ExecutionStarted', 0],
        ['ParallelStateEntered', 0, { name: 'Both' }],
        ['ParallelStateStarted', 2],
        ['PassStateEntered', 3, { name: 'A' }],
        ['ParallelStateEntered', 3, { name: 'Inner' }],
        ['ParallelStateStarted', 5],
        ['PassStateExited', 4, { name: 'A' }],
        ['PassStateEntered', 6, { name: 'B' }],
        ['PassStateExited', 8, { name: 'B' }],
        ['ParallelStateSucceeded', 9],
        ['ParallelStateExited', 9, { name: 'Inner' }],
        ['ParallelStateSucceeded', 11],
        ['ParallelStateExited', 11, { name: 'Both' }],
        ['ExecutionSucceeded', 13, { output: '[]' }],
      ),
    );
    const branches = history.states[0]?.rounds[0]?.sequences;
    expect(history.states).toHaveLength(1);
    expect(branches?.map(({ states }) => states.map(({ name }) => name))).toEqual([['A'], ['Inner']]);
    expect(branches?.[1]?.states[0]?.rounds[0]?.sequences[0]?.states[0]?.name).toBe('B');
    expect(history).toMatchObject({ status: 'succeeded', output: '[]' });
  });

  it('goes on after a redrive, and says what it does not know', () => {
    const history = readExecutionHistory(
      eventsOf(
        ['ExecutionStarted', 0],
        ['TaskStateEntered', 0, { name: 'T' }],
        ['TaskScheduled', 2],
        ['TaskTimedOut', 3, { error: 'States.Timeout' }],
        ['ExecutionFailed', 4, { error: 'States.Timeout' }],
        ['ExecutionRedriven', 5, { redriveCount: 1 }],
        ['TaskScheduled', 6],
        ['TaskWondered', 7],
        ['TaskSucceeded', 8, { output: '{}' }],
        ['TaskStateExited', 9, { name: 'T' }],
        ['SomethingNew', 10],
        ['ExecutionSucceeded', 10],
      ),
    );
    expect(history).toMatchObject({
      status: 'succeeded',
      redriveCount: 1,
      unknownTypes: ['TaskWondered', 'SomethingNew'],
    });
    expect(history.states[0]).toMatchObject({
      status: 'succeeded',
      attempts: [{ status: 'timed-out' }, { status: 'succeeded' }],
    });
    expect(everyId(history)).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
  });

  it('loses no event of any order, type or number, and never throws', () => {
    const types = fc.constantFrom(
      ...[
        'Execution',
        'TaskState',
        'MapState',
        'ParallelState',
        'MapIteration',
        'Task',
        'PassState',
        'X',
      ].flatMap((kind) =>
        ['Started', 'Entered', 'Exited', 'Scheduled', 'Failed', 'Succeeded', 'Aborted'].map(
          (step) => `${kind}${step}`,
        ),
      ),
    );
    const details = fc.record(
      {
        name: fc.constantFrom('a', 'b'),
        index: fc.nat(3),
        length: fc.nat(3),
        output: fc.json(),
        cause: fc.json(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(types, fc.nat(40), details), { maxLength: 60 }), (given) => {
        const events = eventsOf(...given);
        expect(everyId(readExecutionHistory(events))).toEqual(events.map(({ id }) => id));
      }),
    );
  });
});

it.each([
  [{ type: 'X', id: 3, timestamp: 1_700_000_000.5 }, 1_700_000_000_500],
  [{ type: 'X', id: 3, timestamp: new Date(5) }, 5],
  [{ type: 'X', id: 3, timestamp: '1970-01-01T00:00:01Z' }, 1_000],
  [{ type: 'X', id: 3, timestamp: 'timestamp' }, null],
])('reads the time of %j', (wire, timestampMs) => {
  expect(readExecutionEvent(wire, 0)).toEqual({
    id: 3,
    previousEventId: 0,
    type: 'X',
    timestampMs,
    details: {},
  });
});

it.each([[null], ['text'], [{}], [{ type: 1 }]])('takes %j for no event', (wire) => {
  expect(readExecutionEvent(wire, 0)).toBeNull();
});
