import { TestStateCommand, type TestStateCommandInput } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ANY_ROLE, startTestStates, type TestStates } from './testing/start-test-states.ts';

let sandbox: TestStates;
beforeAll(async () => {
  sandbox = await startTestStates();
  await sandbox.createFunction('echo');
});
afterAll(async () => {
  await sandbox.stop();
  expect(sandbox.bugs).toEqual([]);
});

async function test(definition: unknown, more: Partial<TestStateCommandInput> = {}) {
  const command = new TestStateCommand({
    definition: JSON.stringify(definition),
    roleArn: ANY_ROLE,
    ...more,
  });
  const { $metadata, ...answer } = await sandbox.states.send(command);
  return answer;
}

const CHOICE = {
  Type: 'Choice',
  QueryLanguage: 'JSONata',
  Choices: [{ Condition: '{% $states.input.status = "PENDING" and $attempt < 5 %}', Next: 'Again' }],
  Default: 'Done',
};
const INVOKE = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'echo', 'Payload.$': '$' },
  OutputPath: '$.Payload',
  Next: 'Then',
};

it.each([
  [{ status: 'PENDING' }, 4, 'Again'],
  [{ status: 'PENDING' }, 5, 'Done'],
  [{ status: 'READY' }, 1, 'Done'],
])('decides a Choice over %j at attempt %i: %s', async (input, attempt, nextState) => {
  const answer = await test(CHOICE, {
    input: JSON.stringify(input),
    variables: JSON.stringify({ attempt }),
    inspectionLevel: 'INFO',
  });
  expect(answer).toEqual({ status: 'SUCCEEDED', output: JSON.stringify(input), nextState });
});

it('shows the way from input to output where asked', async () => {
  const state = {
    Type: 'Pass',
    InputPath: '$.a',
    Parameters: { 'x.$': '$.b' },
    ResultPath: '$.r',
    End: true,
  };
  const answer = await test(state, { input: '{"a":{"b":1}}', inspectionLevel: 'DEBUG' });
  expect(answer).toEqual({
    status: 'SUCCEEDED',
    output: '{"a":{"b":1},"r":{"x":1}}',
    inspectionData: {
      input: '{"a":{"b":1}}',
      afterInputPath: '{"b":1}',
      afterParameters: '{"x":1}',
      afterResultSelector: '{"x":1}',
      afterResultPath: '{"a":{"b":1},"r":{"x":1}}',
    },
  });
});

it('runs a task, or takes a mock for it', async () => {
  expect(await test(INVOKE, { input: '{"a":1}' })).toEqual({
    status: 'SUCCEEDED',
    output: '{"a":1}',
    nextState: 'Then',
  });
  const mocked = { mock: { result: '{"Payload":7}' } };
  expect(await test(INVOKE, mocked)).toMatchObject({ output: '7' });
});

it('says whether an error is tried again, caught or the end', async () => {
  const mock = { mock: { errorOutput: { error: 'Busy', cause: 'x' } } };
  expect(await test(INVOKE, mock)).toEqual({ status: 'FAILED', error: 'Busy', cause: 'x' });
  const retried = { ...INVOKE, Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 7 }] };
  expect(await test(retried, mock)).toMatchObject({
    status: 'RETRIABLE',
    inspectionData: { errorDetails: { retryIndex: 0, retryBackoffIntervalSeconds: 7 } },
  });
  const caught = { ...INVOKE, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Mend' }] };
  expect(await test(caught, mock)).toMatchObject({
    status: 'CAUGHT_ERROR',
    nextState: 'Mend',
    output: '{"Error":"Busy","Cause":"x"}',
  });
});

it('takes one state of a whole definition', async () => {
  const machine = {
    StartAt: 'A',
    States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Fail', Error: 'No', Cause: 'why' } },
  };
  expect(await test(machine, { stateName: 'B' })).toEqual({ status: 'FAILED', error: 'No', cause: 'why' });
  await expect(test(machine, { stateName: 'C' })).rejects.toMatchObject({ name: 'ValidationException' });
});

it.each([
  ['a state that is wrong', { Type: 'Wait' }, {}, 'InvalidDefinition'],
  ['no object', 7, {}, 'InvalidDefinition'],
  [
    'a state it cannot test',
    { Type: 'Map', ItemProcessor: { StartAt: 'A', States: { A: { Type: 'Succeed' } } }, End: true },
    {},
    'ValidationException',
  ],
  ['input that is no JSON', { Type: 'Succeed' }, { input: '{' }, 'InvalidExecutionInput'],
  ['variables that are no object', { Type: 'Succeed' }, { variables: '[]' }, 'ValidationException'],
])('refuses %s', async (_what, definition, more, name) => {
  await expect(test(definition, more)).rejects.toMatchObject({ name });
});
