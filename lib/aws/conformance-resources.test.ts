import { randomUUID } from 'node:crypto';
import { CreateQueueCommand, DeleteQueueCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { permits } from '../domain/resource-policy.ts';
import { addPermission } from './add-permission.ts';
import type { AwsClients } from './aws-clients.ts';
import { createLogGroup } from './create-log-group.ts';
import { deleteFunctionConcurrency } from './delete-function-concurrency.ts';
import { deleteFunctionEventInvokeConfig } from './delete-function-event-invoke-config.ts';
import { deleteLogGroup } from './delete-log-group.ts';
import { deleteResourcePolicy } from './delete-resource-policy.ts';
import { deleteRetentionPolicy } from './delete-retention-policy.ts';
import { describeLogGroups } from './describe-log-groups.ts';
import { describeResourcePolicies } from './describe-resource-policies.ts';
import { getCallerIdentity } from './get-caller-identity.ts';
import { getFunctionConcurrency } from './get-function-concurrency.ts';
import { getFunctionConfiguration } from './get-function-configuration.ts';
import { getFunctionEventInvokeConfig } from './get-function-event-invoke-config.ts';
import { getPolicy } from './get-policy.ts';
import { getQueueAttributes } from './get-queue-attributes.ts';
import { getQueueUrl } from './get-queue-url.ts';
import { putFunctionConcurrency } from './put-function-concurrency.ts';
import { putFunctionEventInvokeConfig } from './put-function-event-invoke-config.ts';
import { putResourcePolicy } from './put-resource-policy.ts';
import { putRetentionPolicy } from './put-retention-policy.ts';
import { receiveMessage } from './receive-message.ts';
import { removePermission } from './remove-permission.ts';
import { setQueueAttributes } from './set-queue-attributes.ts';
import { type Conformance, refusal, startConformance } from './testing/start-conformance.ts';

const name = `reprise-conformance-${randomUUID().slice(0, 8)}`;
let conformance: Conformance;
let aws: AwsClients;
let functionArn: string;
let accountId: string;

beforeAll(async () => {
  conformance = await startConformance();
  aws = conformance.aws;
  await conformance.createFunction(name, 'export const handler = async () => 1;');
  functionArn = (await getFunctionConfiguration(aws, name)).functionArn;
  accountId = (await getCallerIdentity(aws)).accountId;
});
afterAll(async () => {
  await conformance.deleteFunction(name);
  await conformance.stop();
});

describe('a function’s resource policy', () => {
  const ref = { functionName: name };

  it('is absent until a statement is added, and again when the last is removed', async () => {
    expect(await getPolicy(aws, ref)).toBeNull();
    const sourceArn = `arn:aws:events:${aws.region}:${accountId}:rule/${name}`;
    const statement = {
      FunctionName: name,
      StatementId: 'again',
      Action: 'lambda:InvokeFunction',
      Principal: 'events.amazonaws.com',
      SourceArn: sourceArn,
    };
    await addPermission(aws, statement);
    expect(await refusal(addPermission(aws, statement))).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('statement'),
    });
    const request = {
      principal: 'events.amazonaws.com',
      action: 'lambda:InvokeFunction',
      resourceArn: functionArn,
      sourceArn,
      sourceAccount: accountId,
    };
    const policy = await getPolicy(aws, ref);
    expect(permits(policy, request)).toMatchObject({ permitted: true, certain: true, statementId: 'again' });
    expect(permits(policy, { ...request, sourceArn: `${sourceArn}-x` })).toMatchObject({ permitted: false });
    await removePermission(aws, { ...ref, statementId: 'again' });
    expect(await getPolicy(aws, ref)).toBeNull();
    expect(await refusal(removePermission(aws, { ...ref, statementId: 'again' }))).toMatchObject({
      code: 'not-found',
    });
  });
});

describe('asynchronous invocations', () => {
  const ref = { functionName: name };

  it('have a configuration that Put overwrites whole', async () => {
    const bus = `arn:aws:events:${aws.region}:${accountId}:event-bus/default`;
    expect(await getFunctionEventInvokeConfig(aws, ref)).toBeNull();
    await putFunctionEventInvokeConfig(aws, {
      FunctionName: name,
      MaximumRetryAttempts: 1,
      DestinationConfig: { OnFailure: { Destination: bus } },
    });
    expect(await getFunctionEventInvokeConfig(aws, ref)).toMatchObject({
      maximumRetryAttempts: 1,
      onSuccessArn: null,
      onFailureArn: bus,
    });
    await putFunctionEventInvokeConfig(aws, { FunctionName: name, MaximumEventAgeInSeconds: 120 });
    expect(await getFunctionEventInvokeConfig(aws, ref)).toMatchObject({
      maximumEventAgeInSeconds: 120,
      onFailureArn: null,
    });
    await deleteFunctionEventInvokeConfig(aws, ref);
    expect(await getFunctionEventInvokeConfig(aws, ref)).toBeNull();
    expect(await refusal(deleteFunctionEventInvokeConfig(aws, ref))).toMatchObject({ code: 'not-found' });
  });

  it('stop where no concurrency is left', async () => {
    await putFunctionConcurrency(aws, { functionName: name, reservedConcurrentExecutions: 0 });
    expect(await getFunctionConcurrency(aws, name)).toBe(0);
    await deleteFunctionConcurrency(aws, name);
    expect(await getFunctionConcurrency(aws, name)).toBeNull();
  });
});

describe('log groups', () => {
  const logGroupName = `/reprise/conformance/${name}`;

  it('are created with a retention and deleted', async () => {
    await createLogGroup(aws, logGroupName);
    expect(await refusal(createLogGroup(aws, logGroupName))).toMatchObject({ code: 'conflict' });
    const retention = async () => (await describeLogGroups(aws, logGroupName))[0]?.retentionInDays;
    await putRetentionPolicy(aws, { logGroupName, retentionInDays: 7 });
    await conformance.until(async () => (await retention()) === 7);
    await deleteRetentionPolicy(aws, logGroupName);
    await conformance.until(async () => (await retention()) === null);
    await deleteLogGroup(aws, logGroupName);
    expect(await refusal(deleteLogGroup(aws, logGroupName))).toMatchObject({ code: 'not-found' });
  });

  it('are opened to services by policies of the account', async () => {
    const policyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'events.amazonaws.com' },
          Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          Resource: `arn:aws:logs:${aws.region}:${accountId}:log-group:/aws/events/${name}:*`,
        },
      ],
    });
    await putResourcePolicy(aws, { policyName: name, policyDocument });
    const found = (await describeResourcePolicies(aws)).find(({ policyName }) => policyName === name);
    expect(JSON.parse(found?.policyDocument ?? '')).toEqual(JSON.parse(policyDocument));
    await deleteResourcePolicy(aws, name);
    expect(await refusal(deleteResourcePolicy(aws, name))).toMatchObject({ code: 'not-found' });
  });
});

describe('queues', () => {
  it('are found by ARN, opened by policy, and looked into without taking anything', async () => {
    const { QueueUrl = '' } = await aws.sqs.send(new CreateQueueCommand({ QueueName: name }));
    const { queueArn } = await getQueueAttributes(aws, QueueUrl);
    expect(await getQueueUrl(aws, queueArn)).toBe(QueueUrl);
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'dead-letters',
          Effect: 'Allow',
          Principal: { Service: 'events.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: queueArn,
        },
      ],
    });
    await setQueueAttributes(aws, { queueUrl: QueueUrl, attributes: { Policy } });
    await conformance.until(async () => {
      const { policy } = await getQueueAttributes(aws, QueueUrl);
      return policy !== null && JSON.parse(policy).Statement[0].Sid === 'dead-letters';
    });
    await aws.sqs.send(
      new SendMessageCommand({
        QueueUrl,
        MessageBody: '{"detail":1}',
        MessageAttributes: { ERROR_CODE: { DataType: 'String', StringValue: 'NO_PERMISSIONS' } },
      }),
    );
    for (let look = 0; look < 2; look += 1) {
      await conformance.until(async () => {
        const [message] = await receiveMessage(aws, { queueUrl: QueueUrl });
        return message?.body === '{"detail":1}' && message.attributes.ERROR_CODE === 'NO_PERMISSIONS';
      });
    }
    await setQueueAttributes(aws, { queueUrl: QueueUrl, attributes: { Policy: '' } });
    await conformance.until(async () => (await getQueueAttributes(aws, QueueUrl)).policy === null);
    await aws.sqs.send(new DeleteQueueCommand({ QueueUrl }));
  });

  it('are missed in words', async () => {
    const missing = `arn:aws:sqs:${aws.region}:${accountId}:${name}-missing`;
    expect(await refusal(getQueueUrl(aws, missing))).toMatchObject({ code: 'not-found' });
  });
});
