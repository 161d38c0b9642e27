import { expect, it } from 'vitest';
import type { StateRun } from './execution-history.ts';
import { readExecutionHistory } from './read-execution-history.ts';
import { tasksOfHistory } from './tasks-of-history.ts';

type Told = [type: string, details?: object, after?: number];

const FUNCTION = 'arn:aws:lambda:eu-west-1:123456789012:function:poller';
const CHILD = 'arn:aws:states:eu-west-1:123456789012:execution:inner:run-1';
const INVOKE = { resourceType: 'lambda', resource: 'invoke' };
const NESTED = { resourceType: 'states', resource: 'startExecution.sync:2' };
const START: Told = ['ExecutionStarted'];
const TASK: Told[] = [
  ['TaskScheduled', { ...INVOKE, parameters: JSON.stringify({ FunctionName: FUNCTION }) }],
  ['TaskStarted', INVOKE],
];
const BUSY: Told = ['TaskFailed', { ...INVOKE, error: 'Busy', cause: '{}' }];
const DONE: Told = ['TaskSucceeded', { ...INVOKE, output: '{"Payload":1}' }];
const entered = (type: string, name: string, after?: number): Told => {
  const told = [`${type}StateEntered`, { name }] as const;
  return after === undefined ? [...told] : [...told, after];
};
const exited = (type: string, name: string): Told => [`${type}StateExited`, { name, output: '{}' }];
const failed = (error: string, cause = ''): Told => ['ExecutionFailed', { error, cause }];
const FULL = failed('States.Runtime', 'The execution reached the maximum number of history events (25000).');

/** Two branches, of which the first fails while the other one's task runs. */
const BRANCHES: Told[] = [
  START,
  entered('Parallel', 'Both', 0),
  ['ParallelStateStarted'],
  entered('Task', 'Left', 3),
  ...TASK,
  entered('Task', 'Right', 3),
  ...TASK,
  ['TaskFailed', { ...INVOKE, error: 'Busy', cause: '{}' }, 6],
  ['TaskStateAborted', {}, 9],
  ['ParallelStateFailed', {}, 10],
];
const ITEMS: Told[] = [
  START,
  entered('Map', 'Each', 0),
  ['MapStateStarted', { length: 2 }],
  ['MapIterationStarted', { name: 'Each', index: 0 }, 3],
  entered('Task', 'One', 4),
  ...TASK,
  ['MapIterationStarted', { name: 'Each', index: 1 }, 3],
  entered('Task', 'One', 8),
  ...TASK,
  ['TaskFailed', { ...INVOKE, error: 'Busy', cause: '{}' }, 11],
  ['MapIterationFailed', { name: 'Each', index: 1 }, 12],
  ['TaskStateAborted', {}, 7],
  ['MapIterationAborted', { name: 'Each', index: 0 }, 14],
  ['MapStateFailed', {}, 13],
];
const RETRIED: Told[] = [START, entered('Task', 'Poll'), ...TASK, BUSY, ...TASK, BUSY, ...TASK];
const NEST: Told[] = [
  START,
  entered('Task', 'Nest'),
  ['TaskScheduled', { ...NESTED, parameters: '{}' }],
  ['TaskStarted', NESTED],
  ['TaskSubmitted', { ...NESTED, output: JSON.stringify({ ExecutionArn: CHILD }) }],
];
const NEST_FAILED: Told = [
  'TaskFailed',
  { ...NESTED, error: 'States.TaskFailed', cause: JSON.stringify({ ExecutionArn: CHILD, Status: 'FAILED' }) },
];

function read(told: readonly Told[]) {
  return readExecutionHistory(
    told.map(([type, details = {}, after], index) => ({
      id: index + 1,
      previousEventId: after ?? index,
      type,
      timestampMs: index * 1_000,
      details: { ...details },
    })),
  );
}
/** `name status error` of each state, with its tries and, inside it, what its branches entered. */
function said({ name, status, error, attempts, rounds }: StateRun): string {
  const tries = attempts.map((attempt) => ` ${attempt.status}`).join('');
  const inner = rounds.map(
    (round) =>
      ` ${round.status}[${round.sequences.map(({ states }) => states.map(said).join()).join(' | ')}]`,
  );
  return `${name} ${status}${error === null ? '' : ` ${error}`}${tries}${inner.join('')}`;
}

const BOTH = 'failed[Left failed Busy failed | Right aborted aborted]';
const EACH = 'failed[One aborted aborted | One failed Busy failed]';

it.each<[string, Told[], string[], (string | null)[]]>([
  [
    'a branch that fails, caught by another state',
    [...BRANCHES, exited('Parallel', 'Both'), entered('Pass', 'Mend'), exited('Pass', 'Mend')],
    [`Both caught Busy ${BOTH}`, 'Mend succeeded'],
    ['Busy', null],
  ],
  [
    'a branch that fails the execution',
    [...BRANCHES, failed('Busy')],
    [`Both failed Busy ${BOTH}`],
    ['Busy', null],
  ],
  [
    'an iteration that fails, caught by another state',
    [...ITEMS, exited('Map', 'Each'), entered('Task', 'Mend'), ...TASK, DONE, exited('Task', 'Mend')],
    [`Each caught Busy ${EACH}`, 'Mend succeeded succeeded'],
    [null, 'Busy', null],
  ],
  [
    'an iteration that fails the execution',
    [...ITEMS, failed('Busy')],
    [`Each failed Busy ${EACH}`],
    [null, 'Busy'],
  ],
  [
    'three tries, the last of which does it',
    [...RETRIED, DONE, exited('Task', 'Poll')],
    ['Poll succeeded failed failed succeeded'],
    ['Busy', 'Busy', null],
  ],
  [
    'three tries that all fail, caught by another state',
    [...RETRIED, BUSY, exited('Task', 'Poll'), entered('Fail', 'Stop'), failed('Enough')],
    ['Poll caught Busy failed failed failed', 'Stop failed Enough'],
    ['Busy', 'Busy', 'Busy'],
  ],
  [
    'three tries that fail the execution',
    [...RETRIED, BUSY, failed('Busy')],
    ['Poll failed Busy failed failed failed'],
    ['Busy', 'Busy', 'Busy'],
  ],
  ['a nested execution that runs', NEST, ['Nest running running'], []],
  [
    'a nested execution that failed, caught by another state',
    [...NEST, NEST_FAILED, exited('Task', 'Nest'), entered('Pass', 'Mend')],
    ['Nest caught States.TaskFailed failed', 'Mend running'],
    [],
  ],
  [
    'a history that is full while a task runs, which did not fail',
    [START, entered('Task', 'Poll'), ...TASK, FULL],
    ['Poll aborted aborted'],
    [null],
  ],
  [
    'a full history after a failure that was tried again',
    [START, entered('Task', 'Poll'), ...TASK, BUSY, ...TASK, FULL],
    ['Poll aborted failed aborted'],
    ['Busy', null],
  ],
  [
    'an execution over its time limit, whose run may end well',
    [START, entered('Task', 'Poll'), ...TASK, ['ExecutionTimedOut', { error: 'States.Timeout' }]],
    ['Poll timed-out timed-out'],
    [null],
  ],
  [
    'a field that cannot be read, told with the execution’s end only',
    [START, entered('Task', 'Poll'), failed('States.Runtime', 'The JSONPath $.x could not be found')],
    ['Poll failed States.Runtime'],
    [],
  ],
])('tells %s', (_, told, states, errors) => {
  const history = read(told);
  expect(history.states.map(said)).toEqual(states);
  expect(tasksOfHistory(history).tasks.map(({ error }) => error)).toEqual(errors);
});

it('knows a nested execution once it was started, also where it failed', () => {
  for (const told of [NEST, [...NEST, NEST_FAILED]]) {
    expect(tasksOfHistory(read(told)).children).toMatchObject([{ executionArn: CHILD }]);
  }
});
