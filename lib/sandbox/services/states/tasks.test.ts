import { PutEventsCommand, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { ListExecutionsCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../../testing/until.ts';
import { ANY_ROLE, startTestStates, type TestStates } from './testing/start-test-states.ts';

const TRACE = 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1';
let sandbox: TestStates;

beforeAll(async () => {
  sandbox = await startTestStates();
  await sandbox.createFunction('echo');
});
afterAll(async () => {
  await sandbox.stop();
  expect(sandbox.bugs).toEqual([]);
});

const invoke = (more: Record<string, unknown> = {}) => ({
  StartAt: 'Call',
  States: {
    Call: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: 'echo', 'Payload.$': '$' },
      End: true,
      ...more,
    },
  },
});

async function run(name: string, definition: unknown, input: unknown = {}, traceHeader?: string) {
  const arn = await sandbox.createMachine(name, definition);
  const executionArn = await sandbox.start(arn, input, traceHeader === undefined ? {} : { traceHeader });
  const ended = await sandbox.ended(executionArn);
  return { ...ended, events: await sandbox.history(executionArn) };
}

describe('lambda:invoke', () => {
  it('answers what AWS records of Invoke, and passes the trace on with a new Parent', async () => {
    const { output, traceHeader } = await run('invoke', invoke(), { a: 1 }, TRACE);
    expect(traceHeader).toBe(TRACE);
    const result = JSON.parse(output ?? '');
    const requestId = result.SdkResponseMetadata.RequestId;
    const trace = result.SdkHttpMetadata.HttpHeaders['X-Amzn-Trace-Id'];
    expect(trace).toMatch(/^root=1-5759e988-bd862e3fe1be46a994272793;parent=[0-9a-f]{16};sampled=1/);
    expect(trace).not.toContain('53995c3f42cd8ad8');
    expect(result).toEqual({
      ExecutedVersion: '$LATEST',
      Payload: { a: 1 },
      StatusCode: 200,
      SdkResponseMetadata: { RequestId: requestId },
      SdkHttpMetadata: {
        HttpStatusCode: 200,
        HttpHeaders: {
          Connection: 'keep-alive',
          'Content-Length': '7',
          'Content-Type': 'application/json',
          Date: expect.any(String),
          'X-Amz-Executed-Version': '$LATEST',
          'X-Amzn-Trace-Id': trace,
          'x-amzn-Remapped-Content-Length': '0',
          'x-amzn-RequestId': requestId,
        },
        AllHttpHeaders: expect.objectContaining({
          'x-amzn-RequestId': [requestId],
          'X-Amzn-Trace-Id': [trace],
        }),
      },
    });
  });

  it('fails with the error type of the function and its whole answer as the cause', async () => {
    const { error, cause, status } = await run('thrown', invoke(), { fail: 99, errorName: 'NotReady' });
    expect({ error, status }).toEqual({ error: 'NotReady', status: 'FAILED' });
    expect(JSON.parse(cause ?? '')).toMatchObject({ errorType: 'NotReady', errorMessage: 'as asked' });
  });

  it.each([
    ['throttle', 'Lambda.TooManyRequestsException', 429],
    ['5xx', 'Lambda.ServiceException', 500],
    ['access-denied', 'Lambda.AWSLambdaException', 403],
  ] as const)('names an injected %s %s and tries again', async (kind, error, status) => {
    await sandbox.fault({ kind, operation: 'Invoke', count: 1, probability: 1 });
    const retry = { Retry: [{ ErrorEquals: [error], MaxAttempts: 1 }] };
    const { events, status: ended } = await run(`fault-${status}`, invoke(retry));
    expect(ended).toBe('SUCCEEDED');
    const failed = events.find(({ type }) => type === 'TaskFailed')?.taskFailedEventDetails;
    expect(failed).toMatchObject({
      error,
      cause: expect.stringMatching(new RegExp(`\\(Service: Lambda, Status Code: ${status}, Request ID: `)),
    });
  });

  it('a lost reply is an error of the client, though the function ran', async () => {
    await sandbox.fault({ kind: 'lost-reply', operation: 'Invoke', count: 1, probability: 1 });
    expect(await run('lost', invoke())).toMatchObject({ error: 'Lambda.SdkClientException' });
  });

  it('ends at its timeout, which Catch sees without a cause', async () => {
    const more = {
      TimeoutSeconds: 1,
      Catch: [{ ErrorEquals: ['States.Timeout'], ResultPath: '$.why', Next: 'Late' }],
      End: undefined,
      Next: 'Late',
    };
    const definition = invoke(more);
    Object.assign(definition.States, { Late: { Type: 'Pass', End: true } });
    const { output, events } = await run('timeout', definition, { sleepMs: 3_000 });
    expect(JSON.parse(output ?? '')).toMatchObject({ why: { Error: 'States.Timeout', Cause: '' } });
    expect(events.find(({ type }) => type === 'TaskTimedOut')?.taskTimedOutEventDetails).toEqual({
      error: 'States.Timeout',
      resource: 'invoke',
      resourceType: 'lambda',
    });
  });

  it('refuses a result over 256 KiB', async () => {
    expect(await run('large', invoke(), { large: true })).toMatchObject({
      error: 'States.DataLimitExceeded',
      cause:
        "The state/task 'lambda' returned a result with a size exceeding the maximum number of bytes service limit.",
    });
  });
});

it('a function named by its ARN leaves its own result and events of their own kind', async () => {
  const definition = {
    StartAt: 'Call',
    States: { Call: { Type: 'Task', Resource: sandbox.functionArn('echo'), End: true } },
  };
  const { output, events } = await run('by-arn', definition, { a: 1 });
  expect(output).toBe('{"a":1}');
  expect(events.map(({ type }) => type)).toEqual([
    'ExecutionStarted',
    'TaskStateEntered',
    'LambdaFunctionScheduled',
    'LambdaFunctionStarted',
    'LambdaFunctionSucceeded',
    'TaskStateExited',
    'ExecutionSucceeded',
  ]);
});

describe('events:putEvents', () => {
  const publish = (entry: unknown) => ({
    StartAt: 'Tell',
    States: {
      Tell: {
        Type: 'Task',
        Resource: 'arn:aws:states:::events:putEvents',
        Parameters: { Entries: [entry] },
        End: true,
      },
    },
  });

  it('publishes with machine and execution among the resources', async () => {
    const entry = { Source: 'test', DetailType: 'T', Detail: { a: 1 } };
    const { output } = await run('publish', publish(entry));
    expect(JSON.parse(output ?? '')).toEqual({
      Entries: [{ EventId: expect.any(String) }],
      FailedEntryCount: 0,
    });
  });

  it('fails where an entry is refused', async () => {
    const failed = await run('publish-wrong', publish({ DetailType: 'T', Detail: {} }));
    expect(failed.error).toBe('EventBridge.FailedEntry');
    expect(JSON.parse(failed.cause ?? '')).toMatchObject({ FailedEntryCount: 1 });
  });
});

describe('states:startExecution', () => {
  const nested = (form: string, arn: string) => ({
    StartAt: 'Child',
    States: {
      Child: {
        Type: 'Task',
        Resource: `arn:aws:states:::states:startExecution${form}`,
        Parameters: { StateMachineArn: arn, 'Input.$': '$' },
        End: true,
      },
    },
  });

  it('starts one that goes on by itself, or waits for it', async () => {
    const child = await sandbox.createMachine('child', {
      StartAt: 'A',
      States: { A: { Type: 'Wait', Seconds: 5, End: true } },
    });
    const started = await run('parent', nested('', child), { a: 1 });
    const { ExecutionArn } = JSON.parse(started.output ?? '');
    expect((await sandbox.ended(ExecutionArn)).input).toBe('{"a":1}');
    const awaited = await run('parent-sync', nested('.sync:2', child), { a: 2 });
    expect(JSON.parse(awaited.output ?? '')).toMatchObject({
      Status: 'SUCCEEDED',
      Output: { a: 2 },
      Name: expect.any(String),
    });
    expect(awaited.events.map(({ type }) => type)).toContain('TaskSubmitted');
  });

  it('names what refuses it', async () => {
    expect(await run('parent-of-none', nested('', sandbox.machineArn('none')))).toMatchObject({
      error: 'StepFunctions.StateMachineDoesNotExistException',
    });
  });
});

it('a rule of EventBridge starts an execution with its role', async () => {
  const stateMachineArn = await sandbox.createMachine('on-event', invoke());
  const { events } = sandbox.clients;
  const pattern = JSON.stringify({ source: ['shop'] });
  await events.send(new PutRuleCommand({ Name: 'start', EventPattern: pattern }));
  const target = { Id: 'machine', Arn: stateMachineArn, RoleArn: ANY_ROLE };
  await events.send(new PutTargetsCommand({ Rule: 'start', Targets: [target] }));
  await events.send(
    new PutEventsCommand({
      Entries: [{ Source: 'shop', DetailType: 'T', Detail: '{"a":1}', TraceHeader: TRACE }],
    }),
  );
  const executionArn = await until(async () => {
    const { executions } = await sandbox.states.send(new ListExecutionsCommand({ stateMachineArn }));
    return executions?.[0]?.executionArn;
  });
  const ended = await sandbox.ended(executionArn);
  expect(JSON.parse(ended.input ?? '')).toMatchObject({ source: 'shop', detail: { a: 1 } });
  expect(ended.traceHeader).toContain('Root=1-5759e988-bd862e3fe1be46a994272793');
});
