import { UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { describeStateMachine } from '../../aws/describe-state-machine.ts';
import { getRole } from '../../aws/get-role.ts';
import { getRolePolicy } from '../../aws/get-role-policy.ts';
import { listStateMachineTags } from '../../aws/list-state-machine-tags.ts';
import { nullWhereAbsent } from '../../aws/null-where-absent.ts';
import type { Plan } from '../../contract/plan.ts';
import { startTestRuntime, type TestRuntime } from '../../testing/start-test-runtime.ts';
import { until } from '../../testing/until.ts';
import { executePlan } from './execute-plan.ts';
import { findPlan } from './find-plan.ts';
import { type PlanProposal, proposePlan } from './propose-plan.ts';
import { undoPlan } from './undo-plan.ts';

let test: TestRuntime;
beforeAll(async () => {
  test = await startTestRuntime();
});
afterEach(() => test.fault());
afterAll(() => test.stop());

const aws = () => test.runtime.aws;
const ACCOUNT = '000000000000';
const machineArn = (name: string) => `arn:aws:states:us-east-1:${ACCOUNT}:stateMachine:${name}`;
const roleArn = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;
const trust = (service: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
  });
const policy = (action: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }],
  });
const definition = (comment: string) =>
  JSON.stringify({ Comment: comment, StartAt: 'A', States: { A: { Type: 'Pass', End: true } } });

const createRole = (RoleName: string, service = 'states.amazonaws.com') => ({
  operation: 'CreateRole',
  input: { RoleName, AssumeRolePolicyDocument: trust(service), Tags: [{ Key: 'by', Value: 'test' }] },
});
const putPolicy = (RoleName: string, action = 'lambda:InvokeFunction') => ({
  operation: 'PutRolePolicy',
  input: { RoleName, PolicyName: 'run', PolicyDocument: policy(action) },
});
const createMachine = (name: string, comment = 'first') => ({
  operation: 'CreateStateMachine',
  input: {
    name,
    type: 'STANDARD',
    definition: definition(comment),
    roleArn: roleArn(name),
    tags: [{ key: 'by', value: 'test' }],
  },
});

async function look(name: string) {
  const machine = await nullWhereAbsent(describeStateMachine(aws(), machineArn(name)));
  const role = await nullWhereAbsent(getRole(aws(), name));
  const { createdAt: _, revisionId: __, ...settings } = machine ?? { createdAt: null, revisionId: null };
  return {
    machine: machine === null ? null : settings,
    tags: machine === null ? null : await listStateMachineTags(aws(), machineArn(name)),
    role,
    policy: await getRolePolicy(aws(), { roleName: name, policyName: 'run' }),
  };
}
const propose = (calls: PlanProposal['calls'], resourceArn = 'arn:aws:x') =>
  proposePlan(test.runtime, { title: 'There and back', resourceArn, warnings: [], calls });
const settled = (planId: string, status: Plan['status']) =>
  until(async () => (await findPlan(test.runtime, planId)).status === status);
async function run(calls: PlanProposal['calls']): Promise<Plan> {
  const plan = await propose(calls);
  await executePlan(test.runtime, plan);
  await settled(plan.planId, 'done');
  return plan;
}
async function thereAndBack(name: string, calls: PlanProposal['calls']) {
  const before = await look(name);
  const plan = await run(calls);
  const after = await look(name);
  await undoPlan(test.runtime, plan);
  await settled(plan.planId, 'undone');
  expect(await look(name)).toEqual(before);
  return after;
}

it('creates a role, its policy and the state machine that uses it, and takes all of it back', async () => {
  const after = await thereAndBack('new', [createRole('new'), putPolicy('new'), createMachine('new')]);
  expect(after).toMatchObject({
    machine: { name: 'new', definition: definition('first'), roleArn: roleArn('new'), type: 'STANDARD' },
    tags: { by: 'test' },
    role: { tags: { by: 'test' } },
    policy: policy('lambda:InvokeFunction'),
  });
});

it('changes and deletes what is there, and restores it whole but for the executions', async () => {
  await run([createRole('old'), putPolicy('old'), createMachine('old')]);
  const stateMachineArn = machineArn('old');
  const changed = await thereAndBack('old', [
    putPolicy('old', 'states:StartExecution'),
    {
      operation: 'UpdateStateMachine',
      input: {
        stateMachineArn,
        definition: definition('second'),
        tracingConfiguration: { enabled: true },
      },
    },
  ]);
  expect(changed).toMatchObject({
    machine: { definition: definition('second'), tracingEnabled: true },
    policy: policy('states:StartExecution'),
  });
  const gone = await thereAndBack('old', [
    { operation: 'DeleteStateMachine', input: { stateMachineArn } },
    { operation: 'DeleteRolePolicy', input: { RoleName: 'old', PolicyName: 'run' } },
    { operation: 'DeleteRole', input: { RoleName: 'old' } },
  ]);
  expect(gone).toEqual({ machine: null, tags: null, role: null, policy: null });
});

it('says what would change, and leaves out what is so already', async () => {
  await run([createRole('same'), createMachine('same')]);
  const update = (comment: string) => ({
    operation: 'UpdateStateMachine',
    input: { stateMachineArn: machineArn('same'), definition: definition(comment) },
  });
  const plan = await propose([createRole('same'), putPolicy('same'), update('other')]);
  expect(plan.calls.map(({ operation, changes }) => ({ operation, changes }))).toEqual([
    {
      operation: 'PutRolePolicy',
      changes: [{ field: 'PolicyDocument', from: 'none', to: policy('lambda:InvokeFunction') }],
    },
    {
      operation: 'UpdateStateMachine',
      changes: [{ field: 'definition', from: definition('first'), to: definition('other') }],
    },
  ]);
  await expect(propose([update('first')])).rejects.toMatchObject({ code: 'conflict' });
});

it('refuses to put a state machine or a role in the place of another', async () => {
  await run([createRole('mine'), createMachine('mine')]);
  await expect(propose([createMachine('mine', 'another')])).rejects.toMatchObject({
    code: 'conflict',
    field: 'name',
  });
  await expect(propose([createRole('mine', 'lambda.amazonaws.com')])).rejects.toMatchObject({
    code: 'conflict',
    field: 'roleName',
  });
});

it('waits until the role of a state machine can be assumed', async () => {
  const plan = await propose([createRole('late', 'lambda.amazonaws.com'), createMachine('late')]);
  await executePlan(test.runtime, plan);
  await until(async () => (await findPlan(test.runtime, plan.planId)).body.steps[1]?.status === 'running');
  await aws().iam.send(
    new UpdateAssumeRolePolicyCommand({ RoleName: 'late', PolicyDocument: trust('states.amazonaws.com') }),
  );
  await settled(plan.planId, 'done');
});

it('takes back the role where the state machine is denied, and says which permission is missing', async () => {
  await test.fault({ kind: 'access-denied', operation: 'CreateStateMachine', probability: 1 });
  const plan = await propose([createRole('denied'), putPolicy('denied'), createMachine('denied')]);
  await executePlan(test.runtime, plan);
  await settled(plan.planId, 'failed');
  const { steps } = (await findPlan(test.runtime, plan.planId)).body;
  expect(steps.map(({ status }) => status)).toEqual(['undone', 'undone', 'failed']);
  expect(steps[2]?.problem).toMatchObject({
    code: 'access-denied',
    message: expect.stringContaining('states:CreateStateMachine'),
  });
  expect(await look('denied')).toEqual({ machine: null, tags: null, role: null, policy: null });
});
