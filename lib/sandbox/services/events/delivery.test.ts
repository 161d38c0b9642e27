import { cp, mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {
  CreateLogGroupCommand,
  DeleteResourcePolicyCommand,
  PutResourcePolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { CreateEventBusCommand, DisableRuleCommand, EnableRuleCommand } from '@aws-sdk/client-eventbridge';
import { RemovePermissionCommand } from '@aws-sdk/client-lambda';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { until } from '../../../testing/until.ts';
import { startTestEvents, type TestEvents } from './testing/start-test-events.ts';

let sandbox: TestEvents;
let deadLetters: string;
let deadLetterArn: string;
let number = 0;
beforeAll(async () => {
  sandbox = await startTestEvents();
  await sandbox.createFunction('worker');
  await sandbox.permit('worker');
});
afterAll(async () => {
  await sandbox.stop();
  expect(sandbox.bugs).toEqual([]);
});
beforeEach(async () => {
  number += 1;
  deadLetters = await sandbox.createQueue(`dead-${number}`);
  deadLetterArn = sandbox.queueArnOf(`dead-${number}`);
});

const ruleArn = (name: string) => `arn:aws:events:us-east-1:000000000000:rule/${name}`;
const deadLetterQueue = () => ({ DeadLetterConfig: { Arn: deadLetterArn } });

describe('what cannot be delivered', () => {
  test.each([
    ['a function without a permission', 'forbidden', 'NO_PERMISSIONS', /lambda:InvokeFunction/],
    ['a function that does not exist', 'missing', 'NO_RESOURCE', /Function not found/],
  ])('%s: straight to the dead-letter queue', async (_words, functionName, code, message) => {
    if (code === 'NO_PERMISSIONS') await sandbox.createFunction(functionName);
    const target = { Id: 'one', Arn: sandbox.arnOf(functionName), ...deadLetterQueue() };
    await sandbox.rule(`to-${functionName}`, functionName, [target]);
    const eventId = await sandbox.publish({ Source: functionName, Detail: '{"n":1}' });
    const letter = await sandbox.receive(deadLetters);
    expect(JSON.parse(letter?.body ?? '')).toMatchObject({ id: eventId, detail: { n: 1 } });
    expect(letter?.attributes).toEqual({
      RULE_ARN: ruleArn(`to-${functionName}`),
      TARGET_ARN: sandbox.arnOf(functionName),
      ERROR_CODE: code,
      ERROR_MESSAGE: expect.stringMatching(message),
      RETRY_ATTEMPTS: '0',
    });
    const dimensions = { RuleName: `to-${functionName}` };
    expect(await sandbox.metric('FailedInvocations', dimensions)).toBe(1);
    await until(async () => (await sandbox.metric('InvocationsSentToDlq', dimensions)) === 1);
  });

  test('a permission for another rule is none', async () => {
    await sandbox.createFunction('narrow');
    await sandbox.permit('narrow', ruleArn('other-rule'));
    await sandbox.rule('narrow-rule', 'narrow', [
      { Id: 'one', Arn: sandbox.arnOf('narrow'), ...deadLetterQueue() },
    ]);
    await sandbox.publish({ Source: 'narrow' });
    expect((await sandbox.receive(deadLetters))?.attributes.ERROR_CODE).toBe('NO_PERMISSIONS');
  });

  test('a role needs no permission', async () => {
    await sandbox.createFunction('by-role');
    await sandbox.rule('by-role', 'by-role', [
      { Id: 'one', Arn: sandbox.arnOf('by-role'), RoleArn: 'arn:aws:iam::000000000000:role/any' },
    ]);
    await sandbox.publish({ Source: 'by-role' });
    await until(async () => (await sandbox.received('by-role')).length === 1);
  });

  test('throttles are tried again until the retry policy is exhausted', async () => {
    await sandbox.fault({
      kind: 'throttle',
      operation: 'InvokeTarget',
      resource: ruleArn('busy'),
      probability: 1,
    });
    const RetryPolicy = { MaximumRetryAttempts: 2 };
    await sandbox.rule('busy', 'busy', [
      { Id: 'one', Arn: sandbox.arnOf('worker'), RetryPolicy, ...deadLetterQueue() },
    ]);
    await sandbox.publish({ Source: 'busy' });
    expect((await sandbox.receive(deadLetters))?.attributes).toMatchObject({
      ERROR_CODE: 'THROTTLING',
      EXHAUSTED_RETRY_CONDITION: 'MaximumRetryAttempts',
      RETRY_ATTEMPTS: '2',
    });
  });

  test('an event too old is given up', async () => {
    await sandbox.fault({ kind: '5xx', operation: 'InvokeTarget', resource: ruleArn('old'), probability: 1 });
    const RetryPolicy = { MaximumEventAgeInSeconds: 60 };
    await sandbox.rule('old', 'old', [
      { Id: 'one', Arn: sandbox.arnOf('worker'), RetryPolicy, ...deadLetterQueue() },
    ]);
    await sandbox.publish({ Source: 'old' });
    expect((await sandbox.receive(deadLetters))?.attributes).toMatchObject({
      ERROR_CODE: 'INTERNAL_ERROR',
      EXHAUSTED_RETRY_CONDITION: 'MaximumEventAgeInSeconds',
    });
  });

  test('a template that yields no JSON for this event', async () => {
    const InputTransformer = {
      InputPathsMap: { note: '$.detail.note' },
      InputTemplate: '{"note": "<note>"}',
    };
    await sandbox.rule('broken', 'broken', [
      { Id: 'one', Arn: sandbox.arnOf('worker'), InputTransformer, ...deadLetterQueue() },
    ]);
    await sandbox.publish({ Source: 'broken', Detail: JSON.stringify({ note: 'say "hi"' }) });
    expect((await sandbox.receive(deadLetters))?.attributes.ERROR_CODE).toBe('INVALID_JSON');
  });

  test('without a dead-letter queue it is dropped and counted', async () => {
    await sandbox.rule('dropped', 'dropped', [{ Id: 'one', Arn: sandbox.arnOf('nowhere') }]);
    await sandbox.publish({ Source: 'dropped' });
    await until(async () => (await sandbox.metric('FailedInvocations', { RuleName: 'dropped' })) === 1);
    expect(await sandbox.metric('InvocationsSentToDlq', { RuleName: 'dropped' })).toBe(0);
  });

  test('a queue that EventBridge may not use keeps no dead letters', async () => {
    await sandbox.createQueue('closed', false);
    await sandbox.rule('closed', 'closed', [
      { Id: 'one', Arn: sandbox.arnOf('nowhere'), DeadLetterConfig: { Arn: sandbox.queueArnOf('closed') } },
    ]);
    await sandbox.publish({ Source: 'closed' });
    const failed = () => sandbox.metric('InvocationsFailedToBeSentToDlq', { RuleName: 'closed' });
    await until(async () => (await failed()) === 1);
  });
});

test('a lost reply delivers twice under one event ID', async () => {
  await sandbox.createFunction('twice');
  await sandbox.permit('twice');
  await sandbox.fault({
    kind: 'lost-reply',
    operation: 'InvokeTarget',
    resource: sandbox.arnOf('twice'),
    count: 1,
    probability: 1,
  });
  await sandbox.rule('twice', 'twice', [{ Id: 'one', Arn: sandbox.arnOf('twice') }]);
  const eventId = await sandbox.publish({ Source: 'twice' });
  const runs = await until(async () => {
    const found = await sandbox.received('twice');
    return found.length === 2 ? found : null;
  });
  expect(runs.map(({ event }) => event.id)).toEqual([eventId, eventId]);
});

test('a queue gets the transformed event, its trace beside it', async () => {
  const queueUrl = await sandbox.createQueue('plain');
  await sandbox.rule('to-queue', 'queued', [
    { Id: 'one', Arn: sandbox.queueArnOf('plain'), InputPath: '$.detail' },
  ]);
  const root = 'Root=1-6ac7607b-710d76f009d6e7785905449a';
  await sandbox.publish({ Source: 'queued', Detail: '{"n": 1.0}', TraceHeader: root });
  const message = await sandbox.receive(queueUrl);
  expect(message?.body).toBe('{"n": 1.0}');
  expect(message?.system.AWSTraceHeader).toContain(root);
});

test('a log group gets events once a resource policy allows it', async () => {
  const { clients } = sandbox;
  const logGroupName = '/aws/events/seen';
  await clients.logs.send(new CreateLogGroupCommand({ logGroupName }));
  const arn = `arn:aws:logs:us-east-1:000000000000:log-group:${logGroupName}`;
  await sandbox.rule('seen', 'seen', [{ Id: 'one', Arn: arn, ...deadLetterQueue() }]);
  await sandbox.publish({ Source: 'seen' });
  expect((await sandbox.receive(deadLetters))?.attributes.ERROR_CODE).toBe('NO_PERMISSIONS');
  const statement = {
    Effect: 'Allow',
    Principal: { Service: ['events.amazonaws.com', 'delivery.logs.amazonaws.com'] },
    Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    Resource: 'arn:aws:logs:us-east-1:000000000000:log-group:/aws/events/*:*',
  };
  await clients.logs.send(
    new PutResourcePolicyCommand({
      policyName: 'events',
      policyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
    }),
  );
  const eventId = await sandbox.publish({ Source: 'seen', Detail: '{"n":2}' });
  const lines = await until(async () => {
    const found = await sandbox.messages(logGroupName);
    return found.length > 0 ? found : null;
  });
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ id: eventId, detail: { n: 2 } }]);
  await clients.logs.send(new DeleteResourcePolicyCommand({ policyName: 'events' }));
});

test('another bus gets the event whole, and passes it to no third', async () => {
  for (const Name of ['second', 'third'])
    await sandbox.clients.events.send(new CreateEventBusCommand({ Name }));
  const role = { RoleArn: 'arn:aws:iam::000000000000:role/any' };
  const busArn = (name: string) => `arn:aws:events:us-east-1:000000000000:event-bus/${name}`;
  const queueUrl = await sandbox.createQueue('on-second');
  await sandbox.rule('onward', 'traveller', [{ Id: 'one', Arn: busArn('second'), ...role }]);
  await sandbox.rule(
    'arrived',
    'traveller',
    [
      { Id: 'queue', Arn: sandbox.queueArnOf('on-second') },
      { Id: 'bus', Arn: busArn('third'), ...role, ...deadLetterQueue() },
    ],
    'second',
  );
  const eventId = await sandbox.publish({ Source: 'traveller' });
  expect(JSON.parse((await sandbox.receive(queueUrl))?.body ?? '')).toMatchObject({ id: eventId });
  expect((await sandbox.receive(deadLetters))?.attributes.ERROR_CODE).toBe('INVALID_PARAMETER');
});

test('a disabled rule catches nothing until it is enabled again', async () => {
  await sandbox.createFunction('switched');
  await sandbox.permit('switched');
  await sandbox.rule('switched', 'switched', [{ Id: 'one', Arn: sandbox.arnOf('switched') }]);
  await sandbox.clients.events.send(new DisableRuleCommand({ Name: 'switched' }));
  await sandbox.publish({ Source: 'switched', Detail: '{"n":1}' });
  await sandbox.clients.events.send(new EnableRuleCommand({ Name: 'switched' }));
  await sandbox.publish({ Source: 'switched', Detail: '{"n":2}' });
  await until(async () => (await sandbox.received('switched')).length > 0);
  expect((await sandbox.received('switched')).map(({ event }) => event.detail)).toEqual([{ n: 2 }]);
});

test('what was accepted is delivered after a restart, and queues keep their messages', async () => {
  await sandbox.createFunction('patient');
  await sandbox.permit('patient');
  await sandbox.fault({
    kind: 'throttle',
    operation: 'InvokeTarget',
    resource: ruleArn('patient'),
    probability: 1,
  });
  await sandbox.rule('patient', 'patient', [{ Id: 'one', Arn: sandbox.arnOf('patient') }]);
  const eventId = await sandbox.publish({ Source: 'patient' });
  await sandbox.clients.sqs.send(new SendMessageCommand({ QueueUrl: deadLetters, MessageBody: 'kept' }));
  // faults end with the process
  await sandbox.restart();
  await until(async () => (await sandbox.received('patient')).length === 1);
  expect((await sandbox.received('patient'))[0]?.event.id).toBe(eventId);
  expect((await sandbox.receive(deadLetters))?.body).toBe('kept');
});

test('what was accepted outlives a kill: the folder as it stood at that moment is enough', async () => {
  await sandbox.createFunction('killed');
  await sandbox.permit('killed');
  await sandbox.fault({
    kind: 'throttle',
    operation: 'InvokeTarget',
    resource: ruleArn('killed'),
    probability: 1,
  });
  await sandbox.rule('killed', 'killed', [{ Id: 'one', Arn: sandbox.arnOf('killed') }]);
  const eventId = await sandbox.publish({ Source: 'killed' });
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'reprise-killed-'));
  await cp(sandbox.dataDir, dataDir, { recursive: true });
  const next = await startTestEvents({ dataDir });
  await until(async () => (await next.received('killed')).length === 1);
  expect((await next.received('killed'))[0]?.event.id).toBe(eventId);
  await next.stop();
  expect(next.bugs).toEqual([]);
});

describe('propagation', () => {
  let slow: TestEvents;
  beforeAll(async () => {
    slow = await startTestEvents({ propagationMs: 700 });
    await slow.createFunction('late');
    await slow.permit('late');
  });
  afterAll(() => slow.stop());

  test('a new rule and a removed permission take effect only after a while', async () => {
    await slow.rule('late', 'late', [{ Id: 'one', Arn: slow.arnOf('late') }]);
    await slow.publish({ Source: 'late', Detail: '{"n":"too early"}' });
    await until(async () => {
      await slow.publish({ Source: 'late', Detail: '{"n":"in time"}' });
      return (await slow.received('late')).length > 0;
    });
    const before = (await slow.received('late')).map(({ event }) => event.detail);
    expect(before).not.toContainEqual({ n: 'too early' });
    await slow.clients.lambda.send(
      new RemovePermissionCommand({ FunctionName: 'late', StatementId: 'events' }),
    );
    await slow.publish({ Source: 'late', Detail: '{"n":"still allowed"}' });
    await until(async () =>
      (await slow.received('late')).some(({ event }) => JSON.stringify(event).includes('still allowed')),
    );
    await until(async () => {
      await slow.publish({ Source: 'late', Detail: '{"n":"refused"}' });
      return (await slow.metric('FailedInvocations', { RuleName: 'late' })) > 0;
    });
  });
});
