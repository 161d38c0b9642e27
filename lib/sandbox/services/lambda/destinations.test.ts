import { CreateEventBusCommand, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import {
  DeleteFunctionEventInvokeConfigCommand,
  GetFunctionConfigurationCommand,
  InvokeCommand,
  ListFunctionEventInvokeConfigsCommand,
  PutFunctionConcurrencyCommand,
  PutFunctionEventInvokeConfigCommand,
  type PutFunctionEventInvokeConfigCommandInput,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../../../testing/until.ts';
import { startTestEvents, type TestEvents } from '../events/testing/start-test-events.ts';

const ANSWERS = 'export const handler = async (event) => ({ attempt: event.attempt + 1, done: false });';
const FAILS = `export const handler = async () => { throw new Error('no'); };`;

let sandbox: TestEvents;
beforeAll(async () => {
  sandbox = await startTestEvents();
});
afterAll(async () => {
  await sandbox.stop();
  expect(sandbox.bugs).toEqual([]);
});

async function invoke(
  functionName: string,
  payload: unknown,
  InvocationType: 'Event' | 'RequestResponse' = 'Event',
) {
  const answer = await sandbox.clients.lambda.send(
    new InvokeCommand({ FunctionName: functionName, InvocationType, Payload: JSON.stringify(payload) }),
  );
  return answer.$metadata.requestId ?? '';
}
const configure = (FunctionName: string, input: Partial<PutFunctionEventInvokeConfigCommandInput>) =>
  sandbox.clients.lambda.send(new PutFunctionEventInvokeConfigCommand({ FunctionName, ...input }));
const toQueue = (name: string) => ({ Destination: sandbox.queueArnOf(name) });

test('a success goes to a bus, whose rule runs the function again with its answer', async () => {
  await sandbox.clients.events.send(new CreateEventBusCommand({ Name: 'chains' }));
  await sandbox.createFunction('counter', ANSWERS);
  await sandbox.permit('counter');
  const busArn = 'arn:aws:events:us-east-1:000000000000:event-bus/chains';
  await configure('counter', { DestinationConfig: { OnSuccess: { Destination: busArn } } });
  const queueUrl = await sandbox.createQueue('records');
  const counterArn = sandbox.arnOf('counter');
  const rule = { EventBusName: 'chains', Name: 'again' };
  const EventPattern = JSON.stringify({
    source: ['lambda'],
    'detail-type': ['Lambda Function Invocation Result - Success'],
    detail: {
      requestContext: { functionArn: [{ prefix: `${counterArn}:` }] },
      responsePayload: { done: [false], attempt: [{ numeric: ['<', 4] }] },
    },
  });
  await sandbox.clients.events.send(new PutRuleCommand({ ...rule, EventPattern }));
  await sandbox.clients.events.send(
    new PutTargetsCommand({
      Rule: 'again',
      EventBusName: 'chains',
      Targets: [
        { Id: 'self', Arn: counterArn, InputPath: '$.detail.responsePayload' },
        { Id: 'seen', Arn: sandbox.queueArnOf('records') },
      ],
    }),
  );
  const requestId = await invoke('counter', { attempt: 1 });
  const record = JSON.parse((await sandbox.receive(queueUrl))?.body ?? '');
  expect(record).toMatchObject({
    source: 'lambda',
    'detail-type': 'Lambda Function Invocation Result - Success',
    resources: [`${counterArn}:$LATEST`, busArn],
    detail: {
      version: '1.0',
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
      requestContext: {
        requestId,
        functionArn: `${counterArn}:$LATEST`,
        condition: 'Success',
        approximateInvokeCount: 1,
      },
      requestPayload: { attempt: 1 },
      responseContext: { statusCode: 200, executedVersion: '$LATEST' },
      responsePayload: { attempt: 2, done: false },
    },
  });
  const reports = async () => (await sandbox.messages('/aws/lambda/counter', 'REPORT')).length;
  // attempts 1, 2 and 3; the answer of the third is 4
  await until(async () => (await reports()) === 3);
});

test('a failure goes to its destination once the retries are exhausted', async () => {
  const queueUrl = await sandbox.createQueue('failures', false);
  await sandbox.createFunction('failing', FAILS);
  await configure('failing', { DestinationConfig: { OnFailure: toQueue('failures') } });
  const requestId = await invoke('failing', { n: 1 });
  const message = await sandbox.receive(queueUrl);
  expect(JSON.parse(message?.body ?? '')).toMatchObject({
    requestContext: { requestId, condition: 'RetriesExhausted', approximateInvokeCount: 3 },
    requestPayload: { n: 1 },
    responseContext: { functionError: 'Unhandled' },
    responsePayload: { errorMessage: 'no', errorType: 'Error' },
  });
  expect(message?.system.AWSTraceHeader).toMatch(/^Root=1-/);
});

test('MaximumRetryAttempts 0 sends the first failure', async () => {
  const queueUrl = await sandbox.createQueue('first-failure', false);
  await sandbox.createFunction('once', FAILS);
  await configure('once', {
    MaximumRetryAttempts: 0,
    DestinationConfig: { OnFailure: toQueue('first-failure') },
  });
  await invoke('once', {});
  expect(JSON.parse((await sandbox.receive(queueUrl))?.body ?? '')).toMatchObject({
    requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 1 },
  });
});

test('an event that grew too old says so', async () => {
  const queueUrl = await sandbox.createQueue('aged', false);
  await sandbox.createFunction('aged', FAILS);
  await configure('aged', {
    MaximumEventAgeInSeconds: 60,
    DestinationConfig: { OnFailure: toQueue('aged') },
  });
  await invoke('aged', {});
  expect(JSON.parse((await sandbox.receive(queueUrl))?.body ?? '')).toMatchObject({
    requestContext: { condition: 'EventAgeExceeded', approximateInvokeCount: 1 },
  });
});

test('reserved concurrency 0 sends the event at once, never run', async () => {
  const queueUrl = await sandbox.createQueue('zero', false);
  await sandbox.createFunction('zero', ANSWERS);
  await configure('zero', { DestinationConfig: { OnFailure: toQueue('zero') } });
  await sandbox.clients.lambda.send(
    new PutFunctionConcurrencyCommand({ FunctionName: 'zero', ReservedConcurrentExecutions: 0 }),
  );
  await invoke('zero', { n: 1 });
  const record = JSON.parse((await sandbox.receive(queueUrl))?.body ?? '');
  expect(record.requestContext).toMatchObject({
    condition: 'ZeroReservedConcurrency',
    approximateInvokeCount: 0,
  });
  expect(record).not.toHaveProperty('responsePayload');
});

test('another function gets the record as its event', async () => {
  await sandbox.createFunction('first', ANSWERS);
  await sandbox.createFunction('after-first');
  await configure('first', {
    DestinationConfig: { OnSuccess: { Destination: sandbox.arnOf('after-first') } },
  });
  const requestId = await invoke('first', { attempt: 1 });
  const [run] = await until(async () => {
    const found = await sandbox.received('after-first');
    return found.length > 0 ? found : null;
  });
  expect(run?.event).toMatchObject({ requestContext: { requestId }, responsePayload: { attempt: 2 } });
});

test('a dead-letter queue gets the event itself, and nothing of a synchronous call', async () => {
  const queueUrl = await sandbox.createQueue('letters', false);
  await sandbox.createFunction('lettered', FAILS);
  await sandbox.clients.lambda.send(
    new UpdateFunctionConfigurationCommand({
      FunctionName: 'lettered',
      DeadLetterConfig: { TargetArn: sandbox.queueArnOf('letters') },
    }),
  );
  const shown = await sandbox.clients.lambda.send(
    new GetFunctionConfigurationCommand({ FunctionName: 'lettered' }),
  );
  expect(shown.DeadLetterConfig?.TargetArn).toBe(sandbox.queueArnOf('letters'));
  await invoke('lettered', { sync: true }, 'RequestResponse');
  const requestId = await invoke('lettered', { n: 1 });
  const letter = await sandbox.receive(queueUrl);
  expect(JSON.parse(letter?.body ?? '')).toEqual({ n: 1 });
  expect(letter?.attributes).toEqual({ RequestID: requestId, ErrorCode: '200', ErrorMessage: 'no' });
});

test('the configuration is listed, deleted and judged', async () => {
  await sandbox.createFunction('configured', ANSWERS);
  const list = async () => {
    const command = new ListFunctionEventInvokeConfigsCommand({ FunctionName: 'configured' });
    return (await sandbox.clients.lambda.send(command)).FunctionEventInvokeConfigs;
  };
  expect(await list()).toEqual([]);
  await configure('configured', { MaximumRetryAttempts: 1 });
  expect(await list()).toMatchObject([{ MaximumRetryAttempts: 1 }]);
  await sandbox.clients.lambda.send(
    new DeleteFunctionEventInvokeConfigCommand({ FunctionName: 'configured' }),
  );
  expect(await list()).toEqual([]);
  const own = { OnSuccess: { Destination: sandbox.arnOf('configured') } };
  await expect(configure('configured', { DestinationConfig: own })).rejects.toMatchObject({
    name: 'InvalidParameterValueException',
  });
  const bad = { OnSuccess: { Destination: 'a queue' } };
  await expect(configure('configured', { DestinationConfig: bad })).rejects.toMatchObject({
    name: 'ValidationException',
  });
});
