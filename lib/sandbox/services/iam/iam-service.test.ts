import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestStates, type TestStates } from '../states/testing/start-test-states.ts';

const trustOf = (service: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
  });
const policyOf = (action: string, resource: string) =>
  JSON.stringify({ Statement: { Effect: 'Allow', Action: action, Resource: resource } });

let sandbox: TestStates;
beforeAll(async () => {
  sandbox = await startTestStates();
  await sandbox.createFunction('poll');
});
afterAll(async () => {
  await sandbox.stop();
  expect(sandbox.bugs).toEqual([]);
});

async function createRole(name: string, service = 'states.amazonaws.com'): Promise<string> {
  const command = new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: trustOf(service) });
  return (await sandbox.clients.iam.send(command)).Role?.Arn ?? '';
}

const putPolicy = (RoleName: string, PolicyDocument: string) =>
  sandbox.clients.iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'work', PolicyDocument }));

const machineFor = (FunctionName: string) => ({
  StartAt: 'A',
  States: {
    A: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName }, End: true },
  },
});

describe('roles', () => {
  it('are created with policies, read back and deleted over a restart', async () => {
    expect(await createRole('Worker')).toBe('arn:aws:iam::000000000000:role/Worker');
    const document = policyOf('lambda:*', '*');
    await putPolicy('Worker', document);
    await sandbox.restart();
    const { iam } = sandbox.clients;
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'worker' }));
    expect(Role).toMatchObject({ RoleName: 'Worker', Path: '/', MaxSessionDuration: 3_600 });
    expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).toBe(trustOf('states.amazonaws.com'));
    const of = { RoleName: 'Worker', PolicyName: 'work' };
    const { PolicyDocument } = await iam.send(new GetRolePolicyCommand(of));
    expect(decodeURIComponent(PolicyDocument ?? '')).toBe(document);
    const listed = await iam.send(new ListRolePoliciesCommand({ RoleName: 'Worker' }));
    expect(listed.PolicyNames).toEqual(['work']);
    const remove = new DeleteRoleCommand({ RoleName: 'Worker' });
    await expect(iam.send(remove)).rejects.toMatchObject({ name: 'DeleteConflictException' });
    await iam.send(new DeleteRolePolicyCommand(of));
    await expect(iam.send(new GetRolePolicyCommand(of))).rejects.toMatchObject({
      name: 'NoSuchEntityException',
    });
    await iam.send(remove);
    await expect(iam.send(remove)).rejects.toMatchObject({ name: 'NoSuchEntityException' });
  });

  it.each([
    ['the same name in another case', { RoleName: 'TAKEN' }, 'EntityAlreadyExistsException'],
    ['a name with a slash', { RoleName: 'a/b' }, 'ValidationError'],
    ['a policy that is no JSON', { AssumeRolePolicyDocument: '{' }, 'MalformedPolicyDocumentException'],
    ['a policy without statements', { AssumeRolePolicyDocument: '{}' }, 'MalformedPolicyDocumentException'],
    ['a path without slashes', { Path: 'x' }, 'ValidationError'],
  ])('refuse %s', async (_what, input, name) => {
    await createRole('taken').catch(() => {});
    const whole = { RoleName: 'fresh', AssumeRolePolicyDocument: trustOf('states.amazonaws.com'), ...input };
    await expect(sandbox.clients.iam.send(new CreateRoleCommand(whole))).rejects.toMatchObject({ name });
  });
});

describe('a role that was created here', () => {
  it('must be trusted to be given to a state machine', async () => {
    const roleArn = await createRole('for-events', 'events.amazonaws.com');
    await expect(
      sandbox.createMachine('untrusted', machineFor('poll'), 'STANDARD', roleArn),
    ).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  it('must allow what its state machine does', async () => {
    const roleArn = await createRole('narrow');
    await putPolicy('narrow', policyOf('lambda:InvokeFunction', sandbox.functionArn('poll')));
    const allowed = await sandbox.createMachine('allowed', machineFor('poll'), 'STANDARD', roleArn);
    expect(await sandbox.ended(await sandbox.start(allowed))).toMatchObject({ status: 'SUCCEEDED' });
    const other = await sandbox.createMachine('other', machineFor('refund'), 'STANDARD', roleArn);
    expect(await sandbox.ended(await sandbox.start(other))).toMatchObject({
      status: 'FAILED',
      error: 'Lambda.AWSLambdaException',
      cause: expect.stringContaining('is not authorized to perform: lambda:InvokeFunction'),
    });
  });
});
