import { describe, expect, it } from 'vitest';
import { type ExecutionEvent, readExecutionEvent } from './execution-event.ts';
import { readExecutionHistory } from './read-execution-history.ts';
import { tasksOfHistory } from './tasks-of-history.ts';

const FUNCTION = 'arn:aws:lambda:eu-west-1:123456789012:function:poller';
const ID = '8e0a2c46-5d7f-4b91-8e30-4c6d8f0a2c57';

/** Events numbered from 1, a second apart, each following the one before unless told. */
function historyOf(...told: { type: string; details?: object; after?: number }[]) {
  const events = told.map(({ type, details = {}, after }, index) => {
    const name = `${type[0]?.toLowerCase()}${type.slice(1)}EventDetails`;
    return readExecutionEvent(
      { id: index + 1, previousEventId: after ?? index, type, timestamp: index, [name]: details },
      index,
    );
  });
  return readExecutionHistory(events.filter((event): event is ExecutionEvent => event !== null));
}
const entered = (name: string, after?: number) => ({
  type: 'TaskStateEntered',
  details: { name },
  ...(after === undefined ? {} : { after }),
});
const exited = (name: string) => ({ type: 'TaskStateExited', details: { name, output: '{}' } });
const task = (step: string, details: object = {}, resource = 'invoke', resourceType = 'lambda') => ({
  type: `Task${step}`,
  details: { resource, resourceType, ...details },
});
const scheduled = (payload: unknown) =>
  task('Scheduled', { parameters: JSON.stringify({ FunctionName: FUNCTION, Payload: payload }) });
const succeeded = (payload: unknown, requestId = ID) => {
  const HttpHeaders = {
    'x-amzn-RequestId': requestId,
    'X-Amzn-Trace-Id': 'root=1-6ac76298-1a2b3c4d5e6f708192a3b4c5',
  };
  return task('Succeeded', {
    output: JSON.stringify({ Payload: payload, SdkHttpMetadata: { HttpHeaders }, StatusCode: 200 }),
  });
};
const START = { type: 'ExecutionStarted', details: { input: '{}' } };

describe('tasksOfHistory', () => {
  it('gives each try with what it was given, what it gave back, and the try before it', () => {
    const { tasks } = tasksOfHistory(
      historyOf(
        START,
        entered('Poll'),
        scheduled({ order: 1 }),
        task('Started'),
        task('Failed', { error: 'Pending', cause: '{"errorType":"Pending","errorMessage":"not yet"}' }),
        scheduled({ order: 1 }),
        task('Started'),
        succeeded({ done: true }),
        exited('Poll'),
      ),
    );
    expect(tasks).toMatchObject([
      {
        eventId: 3,
        stateName: 'Poll',
        attempt: 1,
        run: 1,
        functionName: 'poller',
        functionArn: FUNCTION,
        requestId: null,
        error: 'Pending',
        payload: '{"order":1}',
        response: '{"errorType":"Pending","errorMessage":"not yet"}',
        causeEventIds: [],
        earlierEventIds: [],
        fromStart: true,
      },
      {
        eventId: 6,
        attempt: 2,
        run: 2,
        requestId: ID,
        error: null,
        traceHeader: 'root=1-6ac76298-1a2b3c4d5e6f708192a3b4c5',
        response: '{"done":true}',
        scheduledAt: new Date(5_000),
        endedAt: new Date(7_000),
        causeEventIds: [3],
        fromStart: true,
      },
    ]);
  });

  it('counts a loop’s runs of a state, and forgets its start after eight', () => {
    const round = [entered('Poll'), scheduled({}), task('Started'), succeeded({}), exited('Poll')];
    const { tasks } = tasksOfHistory(historyOf(START, ...Array.from({ length: 10 }, () => round).flat()));
    expect(tasks.map(({ run }) => run)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(tasks[8]).toMatchObject({
      causeEventIds: [38],
      earlierEventIds: [33, 28, 23, 18, 13, 8, 3],
      fromStart: true,
    });
    expect(tasks[9]).toMatchObject({ causeEventIds: [43], fromStart: false });
    expect(tasks[9]?.earlierEventIds).toHaveLength(7);
  });

  it('lets branches begin with what was before them, and what follows come after all of them', () => {
    const { tasks } = tasksOfHistory(
      historyOf(
        START,
        entered('First'),
        scheduled({}),
        succeeded({}),
        exited('First'),
        { type: 'ParallelStateEntered', details: { name: 'Both' } },
        { type: 'ParallelStateStarted' },
        entered('Left', 7),
        scheduled({}),
        { ...entered('Right'), after: 7 },
        { ...scheduled({}), after: 10 },
        { ...succeeded({}), after: 11 },
        { ...exited('Right'), after: 12 },
        { ...succeeded({}), after: 9 },
        { ...exited('Left'), after: 14 },
        { type: 'ParallelStateSucceeded' },
        { type: 'ParallelStateExited', details: { name: 'Both', output: '[]' } },
        entered('Last'),
        scheduled({}),
      ),
    );
    const named = Object.fromEntries(tasks.map((each) => [each.stateName, each]));
    expect(named.Left?.causeEventIds).toEqual([3]);
    expect(named.Right?.causeEventIds).toEqual([3]);
    // the left one ended last
    expect(named.Last).toMatchObject({
      causeEventIds: [9, 11],
      earlierEventIds: [3],
      fromStart: true,
      endedAt: null,
    });
  });

  it('gives what an execution started or published after its tasks, and only what is new', () => {
    const child = 'arn:aws:states:eu-west-1:123456789012:execution:inner:run-1';
    const history = historyOf(
      START,
      entered('First'),
      scheduled({}),
      succeeded({}),
      exited('First'),
      entered('Nest'),
      task('Scheduled', { parameters: '{}' }, 'startExecution', 'states'),
      task('Succeeded', { output: JSON.stringify({ ExecutionArn: child }) }, 'startExecution', 'states'),
      exited('Nest'),
      entered('Tell'),
      task('Scheduled', { parameters: '{}' }, 'putEvents', 'events'),
      task('Succeeded', { output: JSON.stringify({ Entries: [{ EventId: ID }] }) }, 'putEvents', 'events'),
      exited('Tell'),
    );
    const { tasks, children, published } = tasksOfHistory(history);
    expect(tasks).toHaveLength(1);
    expect(children).toEqual([{ executionArn: child, at: new Date(6_000), causeEventIds: [3] }]);
    expect(published).toEqual([{ eventId: ID, at: new Date(10_000), causeEventIds: [3] }]);
    expect(tasksOfHistory(history, 8)).toEqual({ tasks: [], children: [], published });
  });

  it('knows no request of a task that names a function, whatever that gives back', () => {
    const direct = (step: string, details: object) => ({ type: `LambdaFunction${step}`, details });
    const { tasks } = tasksOfHistory(
      historyOf(
        START,
        entered('Plain'),
        direct('Scheduled', { resource: FUNCTION, input: '{"a":1}' }),
        direct('Started', {}),
        direct('Succeeded', succeeded({}).details),
      ),
    );
    expect(tasks).toMatchObject([
      {
        functionName: 'poller',
        requestId: null,
        traceHeader: null,
        payload: '{"a":1}',
        endedAt: new Date(4_000),
      },
    ]);
  });

  it('takes a task that waits for its token to go on after the run', () => {
    const { tasks } = tasksOfHistory(
      historyOf(
        START,
        entered('Ask'),
        task(
          'Scheduled',
          { parameters: JSON.stringify({ FunctionName: FUNCTION }) },
          'invoke.waitForTaskToken',
        ),
        task('Started'),
        task('Submitted', succeeded({ asked: true }).details, 'invoke.waitForTaskToken'),
        task('TimedOut', { error: 'States.Timeout' }, 'invoke.waitForTaskToken'),
      ),
    );
    expect(tasks).toMatchObject([{ requestId: ID, error: null, endedAt: null, response: null }]);
  });

  it('gives no function where none can have run', () => {
    const { tasks } = tasksOfHistory(
      historyOf(
        START,
        entered('Poll'),
        scheduled({}),
        task('Failed', { error: 'Lambda.TooManyRequestsException', cause: 'Rate Exceeded.' }),
      ),
    );
    expect(tasks).toMatchObject([{ functionName: null, error: 'Lambda.TooManyRequestsException' }]);
  });
});
