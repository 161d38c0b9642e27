import {
  AddPermissionCommand,
  DeleteFunctionCommand,
  DeleteFunctionEventInvokeConfigCommand,
  GetFunctionCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  GetFunctionEventInvokeConfigCommand,
  GetFunctionRecursionConfigCommand,
  GetPolicyCommand,
  InvokeCommand,
  type LambdaClient,
  ListTagsCommand,
  PutFunctionConcurrencyCommand,
  PutFunctionEventInvokeConfigCommand,
  PutFunctionRecursionConfigCommand,
  paginateListFunctions,
  RemovePermissionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  UpdateFunctionEventInvokeConfigCommand,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestLambda, type TestLambda } from './testing/start-test-lambda.ts';

const ANSWER = (word: string) => `export const handler = async () => '${word}';`;
const FunctionName = 'configured';

let lambda: TestLambda;
let client: LambdaClient;
beforeAll(async () => {
  lambda = await startTestLambda();
  client = lambda.client;
  await lambda.create(FunctionName, ANSWER('one'), { Tags: { team: 'orders' }, Description: 'first' });
});
afterAll(async () => {
  await lambda.stop();
  expect(lambda.bugs).toEqual([]);
});

test('GetFunctionConfiguration answers in AWS’s shape', async () => {
  await waitUntilFunctionActiveV2({ client, maxWaitTime: 5 }, { FunctionName });
  const configuration = await client.send(new GetFunctionConfigurationCommand({ FunctionName }));
  expect(configuration).toMatchObject({
    FunctionName,
    FunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:configured',
    Runtime: 'nodejs22.x',
    Handler: 'index.handler',
    MemorySize: 128,
    Timeout: 10,
    Version: '$LATEST',
    State: 'Active',
    LastUpdateStatus: 'Successful',
    TracingConfig: { Mode: 'PassThrough' },
    LoggingConfig: { LogFormat: 'Text', LogGroup: '/aws/lambda/configured' },
    CodeSha256: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/),
    RevisionId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    LastModified: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+\+0000$/),
  });
});

test('changes take effect on the next run', async () => {
  const run = async () =>
    (await client.send(new InvokeCommand({ FunctionName }))).Payload?.transformToString();
  expect(await run()).toBe('"one"');
  const ZipFile = zipSync({ 'index.mjs': strToU8(ANSWER('two')) });
  const updated = await client.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile }));
  expect(updated.LastUpdateStatus).toBe('InProgress');
  expect(await run()).toBe('"two"');
  await client.send(
    new UpdateFunctionConfigurationCommand({
      FunctionName,
      TracingConfig: { Mode: 'Active' },
      LoggingConfig: { LogFormat: 'JSON' },
      MemorySize: 256,
    }),
  );
  await run();
  expect(JSON.parse(lambda.messages(FunctionName).at(-1) ?? '')).toMatchObject({
    type: 'platform.report',
    record: { metrics: { memorySizeMB: 256 }, tracing: { value: expect.stringContaining('Sampled=1') } },
  });
  const { Configuration, Tags } = await client.send(new GetFunctionCommand({ FunctionName }));
  expect(Configuration).toMatchObject({
    Description: 'first',
    LoggingConfig: { LogFormat: 'JSON', ApplicationLogLevel: 'INFO', SystemLogLevel: 'INFO' },
  });
  expect(Tags).toEqual({ team: 'orders' });
});

test.each([
  [{ Timeout: 901 }, 'ValidationException'],
  [{ Timeout: 0 }, 'ValidationException'],
  [{ MemorySize: 127 }, 'ValidationException'],
  [{ MemorySize: 10_241 }, 'ValidationException'],
  [{ Runtime: 'python3.13' as const }, 'ValidationException'],
  [{ Role: 'someone' }, 'ValidationException'],
  [{ Environment: { Variables: { AWS_REGION: 'x' } } }, 'InvalidParameterValueException'],
  [{ Environment: { Variables: { BIG: 'x'.repeat(4096) } } }, 'InvalidParameterValueException'],
  [
    { LoggingConfig: { LogFormat: 'Text' as const, SystemLogLevel: 'WARN' as const } },
    'InvalidParameterValueException',
  ],
  [{ RevisionId: 'another' }, 'PreconditionFailedException'],
])('UpdateFunctionConfiguration refuses %j', async (change, name) => {
  const before = await client.send(new GetFunctionConfigurationCommand({ FunctionName }));
  await expect(
    client.send(new UpdateFunctionConfigurationCommand({ FunctionName, ...change })),
  ).rejects.toMatchObject({ name });
  const after = await client.send(new GetFunctionConfigurationCommand({ FunctionName }));
  expect({ ...after, $metadata: null }).toEqual({ ...before, $metadata: null });
});

test('CreateFunction refuses what exists, bad names, bad zips and paths out of the folder', async () => {
  await expect(lambda.create(FunctionName, '')).rejects.toMatchObject({ name: 'ResourceConflictException' });
  await expect(lambda.create('bad name', '')).rejects.toMatchObject({ name: 'ValidationException' });
  await expect(lambda.create('bad-zip', '', { Code: { ZipFile: strToU8('no zip') } })).rejects.toMatchObject({
    name: 'InvalidParameterValueException',
  });
  await expect(lambda.create('escape', { '../../../escape.mjs': '' })).rejects.toMatchObject({
    name: 'InvalidParameterValueException',
  });
});

test('tags', async () => {
  const Resource = 'arn:aws:lambda:us-east-1:000000000000:function:configured';
  await client.send(new TagResourceCommand({ Resource, Tags: { stage: 'test', team: 'payments' } }));
  await client.send(new UntagResourceCommand({ Resource, TagKeys: ['stage'] }));
  expect((await client.send(new ListTagsCommand({ Resource }))).Tags).toEqual({ team: 'payments' });
});

test('permissions make a policy; a statement exists once', async () => {
  const permission = {
    FunctionName,
    StatementId: 'rule-1',
    Action: 'lambda:InvokeFunction',
    Principal: 'events.amazonaws.com',
    SourceArn: 'arn:aws:events:us-east-1:000000000000:rule/again',
  };
  const added = await client.send(new AddPermissionCommand(permission));
  const statement = {
    Sid: 'rule-1',
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'lambda:InvokeFunction',
    Resource: 'arn:aws:lambda:us-east-1:000000000000:function:configured',
    Condition: { ArnLike: { 'AWS:SourceArn': permission.SourceArn } },
  };
  expect(JSON.parse(added.Statement ?? '')).toEqual(statement);
  await expect(client.send(new AddPermissionCommand(permission))).rejects.toMatchObject({
    name: 'ResourceConflictException',
  });
  const { Policy } = await client.send(new GetPolicyCommand({ FunctionName }));
  expect(JSON.parse(Policy ?? '')).toEqual({ Version: '2012-10-17', Id: 'default', Statement: [statement] });
  await client.send(new RemovePermissionCommand({ FunctionName, StatementId: 'rule-1' }));
  await expect(client.send(new GetPolicyCommand({ FunctionName }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});

test('Put clears what Update keeps in the event invoke configuration', async () => {
  const DestinationConfig = { OnFailure: { Destination: 'arn:aws:sqs:us-east-1:000000000000:dead' } };
  await expect(
    client.send(new UpdateFunctionEventInvokeConfigCommand({ FunctionName, MaximumRetryAttempts: 1 })),
  ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  await client.send(
    new PutFunctionEventInvokeConfigCommand({ FunctionName, MaximumRetryAttempts: 1, DestinationConfig }),
  );
  const merged = await client.send(
    new UpdateFunctionEventInvokeConfigCommand({ FunctionName, MaximumEventAgeInSeconds: 60 }),
  );
  expect(merged).toMatchObject({ MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 60, DestinationConfig });
  expect(merged.LastModified).toBeInstanceOf(Date);
  await client.send(new PutFunctionEventInvokeConfigCommand({ FunctionName, MaximumEventAgeInSeconds: 90 }));
  const put = await client.send(new GetFunctionEventInvokeConfigCommand({ FunctionName }));
  expect(put.MaximumRetryAttempts).toBeUndefined();
  expect(put.MaximumEventAgeInSeconds).toBe(90);
  await client.send(new DeleteFunctionEventInvokeConfigCommand({ FunctionName }));
  await expect(client.send(new GetFunctionEventInvokeConfigCommand({ FunctionName }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});

test('lists by pages', async () => {
  for (const name of ['a', 'b', 'c']) await lambda.create(name, ANSWER(name));
  const names: (string | undefined)[] = [];
  for await (const page of paginateListFunctions({ client, pageSize: 2 }, {})) {
    expect(page.Functions?.length).toBeLessThanOrEqual(2);
    names.push(...(page.Functions ?? []).map((fn) => fn.FunctionName));
  }
  expect(names).toEqual(['a', 'b', 'c', 'configured']);
});

test('everything survives a restart; a deleted function is gone', async () => {
  await client.send(new PutFunctionRecursionConfigCommand({ FunctionName: 'a', RecursiveLoop: 'Allow' }));
  await client.send(
    new PutFunctionConcurrencyCommand({ FunctionName: 'a', ReservedConcurrentExecutions: 7 }),
  );
  await client.send(new DeleteFunctionCommand({ FunctionName: 'b' }));
  lambda = await lambda.restart();
  client = lambda.client;
  expect(
    (await client.send(new GetFunctionRecursionConfigCommand({ FunctionName: 'a' }))).RecursiveLoop,
  ).toBe('Allow');
  expect(
    (await client.send(new GetFunctionConcurrencyCommand({ FunctionName: 'a' })))
      .ReservedConcurrentExecutions,
  ).toBe(7);
  expect((await client.send(new InvokeCommand({ FunctionName: 'a' }))).Payload?.transformToString()).toBe(
    '"a"',
  );
  await expect(client.send(new InvokeCommand({ FunctionName: 'b' }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});
