import { CreateRoleCommand } from '@aws-sdk/client-iam';
import { CreateStateMachineCommand, TagResourceCommand } from '@aws-sdk/client-sfn';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { describeStateMachine } from '../../aws/describe-state-machine.ts';
import { putRule } from '../../aws/put-rule.ts';
import { putTargets } from '../../aws/put-targets.ts';
import { startExecution } from '../../aws/start-execution.ts';
import { fieldErrorsOf } from '../../contract/parse-input.ts';
import type { Plan } from '../../contract/plan.ts';
import { zSaveStateMachineInput } from '../../contract/state-machine.ts';
import { AppError } from '../../domain/app-error.ts';
import { startTestRuntime, type TestRuntime } from '../../testing/start-test-runtime.ts';
import { until } from '../../testing/until.ts';
import { executePlan } from '../plan/execute-plan.ts';
import { findPlan } from '../plan/find-plan.ts';
import { checkDefinition } from './check-definition.ts';
import { planDeleteStateMachine } from './plan-delete-state-machine.ts';
import { planSaveStateMachine } from './plan-save-state-machine.ts';

let test: TestRuntime;
beforeAll(async () => {
  test = await startTestRuntime();
});
afterEach(() => test.fault());
afterAll(() => test.stop());

const ACCOUNT = '000000000000';
const ANY_ROLE = `arn:aws:iam::${ACCOUNT}:role/any`;
const arnOf = (name: string) => `arn:aws:states:us-east-1:${ACCOUNT}:stateMachine:${name}`;
const PASS = '{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}';
const WAIT = '{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":3000000,"End":true}}}';
const WRONG = `{
  "StartAt": "A",
  "States": {
    "A": { "Type": "Pass", "Next": "Gone" },
    "B": { "Type": "Wait", "Seconds": -1, "End": true }
  }
}`;

const save = (name: string, more: object = {}) =>
  planSaveStateMachine(
    test.runtime,
    zSaveStateMachineInput.parse({ name, definition: PASS, roleArn: ANY_ROLE, ...more }),
  );
async function run(plan: Plan): Promise<void> {
  await executePlan(test.runtime, plan);
  await until(async () => (await findPlan(test.runtime, plan.planId)).status === 'done');
}
async function create(name: string, definition = PASS): Promise<string> {
  const input = { name, definition, roleArn: ANY_ROLE };
  const { stateMachineArn } = await test.runtime.aws.states.send(new CreateStateMachineCommand(input));
  return stateMachineArn ?? '';
}
async function refusal(work: Promise<unknown>): Promise<AppError> {
  const error = await work.catch((thrown: unknown) => thrown);
  if (error instanceof AppError) return error;
  throw new Error(`expected a refusal, got ${JSON.stringify(error)}`);
}

describe('checking a definition', () => {
  const check = (definition: string) => checkDefinition(test.runtime, { definition, type: 'STANDARD' });

  it('gives the graph of a sound one', async () => {
    expect(await check(PASS)).toMatchObject({ problems: [], graph: { nodes: [{ id: 'A' }, {}, {}] } });
  });

  it('tells each problem at its line, of ours and of AWS', async () => {
    const { problems, graph } = await check(WRONG);
    expect(graph).toBeNull();
    expect(problems).toContainEqual({
      path: '/States/A/Next',
      message: 'There is no state “Gone” here to go on with.',
      line: 4,
      severity: 'ERROR',
    });
    expect(problems).toContainEqual(expect.objectContaining({ path: '/States/B/Seconds', line: 5 }));
    expect(problems.filter(({ path }) => path === '/States/A/Next')).toHaveLength(1);
  });

  it('does not ask AWS about what is no JSON', async () => {
    await test.fault({ kind: 'access-denied', operation: 'ValidateStateMachineDefinition', probability: 1 });
    expect((await check('{\n  nothing')).problems).toMatchObject([{ line: 2, severity: 'ERROR' }]);
  });

  it('says where AWS could not be asked', async () => {
    await test.fault({ kind: 'access-denied', operation: 'ValidateStateMachineDefinition', probability: 1 });
    const { problems, graph } = await check(PASS);
    expect(graph).not.toBeNull();
    expect(problems).toMatchObject([
      { severity: 'WARNING', message: expect.stringContaining('states:ValidateStateMachineDefinition') },
    ]);
  });
});

describe('saving a state machine', () => {
  it('creates one, changes it and leaves it alone where nothing would change', async () => {
    const plan = await save('made');
    expect(plan).toMatchObject({
      title: 'Create state machine made',
      resourceArn: arnOf('made'),
      warnings: [],
      calls: [{ operation: 'CreateStateMachine' }],
    });
    await run(plan);
    const change = await save('made', { definition: WAIT, overwrite: true });
    expect(change).toMatchObject({
      title: 'Change state machine made',
      warnings: [expect.stringContaining('former definition')],
      calls: [{ operation: 'UpdateStateMachine', changes: [{ field: 'definition', from: PASS, to: WAIT }] }],
    });
    await run(change);
    expect(await describeStateMachine(test.runtime.aws, arnOf('made'))).toMatchObject({ definition: WAIT });
    expect(await refusal(save('made', { definition: WAIT, overwrite: true }))).toMatchObject({
      code: 'conflict',
    });
  });

  it('refuses a name that is used, at the name, and another type, at the type', async () => {
    await create('used');
    expect(await refusal(save('used'))).toMatchObject({ code: 'conflict', field: 'name' });
    expect(await refusal(save('used', { overwrite: true, type: 'EXPRESS' }))).toMatchObject({
      code: 'conflict',
      field: 'type',
    });
  });

  it('refuses a wrong definition with every problem and its line', async () => {
    const refused = await refusal(save('wrong', { definition: WRONG }));
    expect(refused).toMatchObject({ code: 'invalid-input', field: 'definition' });
    expect(fieldErrorsOf(refused)).toEqual(
      expect.arrayContaining([
        { field: 'definition', message: expect.stringMatching(/^Line 4, \/States\/A\/Next: /) },
        { field: 'definition', message: expect.stringMatching(/^Line 5, \/States\/B\/Seconds: /) },
      ]),
    );
  });

  it('refuses a role that Step Functions may not assume, or of another account', async () => {
    const trust = {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
      ],
    };
    const role = { RoleName: 'of-lambda', AssumeRolePolicyDocument: JSON.stringify(trust) };
    await test.runtime.aws.iam.send(new CreateRoleCommand(role));
    const roleArn = `arn:aws:iam::${ACCOUNT}:role/of-lambda`;
    expect(await refusal(save('x', { roleArn }))).toMatchObject({ code: 'invalid-input', field: 'roleArn' });
    const foreign = 'arn:aws:iam::111122223333:role/any';
    expect(await refusal(save('x', { roleArn: foreign }))).toMatchObject({ field: 'roleArn' });
    const elsewhere = `arn:aws:iam::${ACCOUNT}:role/path/of-lambda`;
    expect(await refusal(save('x', { roleArn: elsewhere }))).toMatchObject({ field: 'roleArn' });
  });

  it('warns where the role may not be looked at, and of Express', async () => {
    await test.fault({ kind: 'access-denied', operation: 'GetRole', probability: 1 });
    const { warnings } = await save('quick', { type: 'EXPRESS' });
    expect(warnings).toEqual([
      expect.stringContaining('iam:GetRole'),
      expect.stringContaining('Express state machine'),
    ]);
  });

  it('warns of the tool that manages it', async () => {
    const resourceArn = await create('managed');
    const tags = [{ key: 'aws:cloudformation:stack-name', value: 'shop' }];
    await test.runtime.aws.states.send(new TagResourceCommand({ resourceArn, tags }));
    const { warnings } = await save('managed', { definition: WAIT, overwrite: true });
    expect(warnings[0]).toBe(
      'CloudFormation stack shop manages this state machine: its next deployment reverts the change.',
    );
  });
});

describe('deleting a state machine', () => {
  it('names the rules that start it', async () => {
    const arn = await create('started-by-rule');
    const rule = { eventBusName: 'default', ruleName: 'nightly' };
    const { aws } = test.runtime;
    await putRule(aws, { Name: 'nightly', EventBusName: 'default', EventPattern: '{"source":["shop"]}' });
    const Targets = [{ Id: 'run', Arn: arn, RoleArn: ANY_ROLE }];
    await putTargets(aws, { Rule: rule.ruleName, EventBusName: rule.eventBusName, Targets });
    const { warnings } = await planDeleteStateMachine(test.runtime, { name: 'started-by-rule' });
    expect(warnings[0]).toContain('nightly on bus default');
  });

  it('says how many executions are stopped and what is lost', async () => {
    const stateMachineArn = await create('doomed', WAIT);
    const traceHeader = 'Root=1-65f2a1b3-0123456789abcdef01234567';
    for (const name of ['a', 'b']) {
      await startExecution(test.runtime.aws, { stateMachineArn, name, input: '{}', traceHeader });
    }
    const plan = await planDeleteStateMachine(test.runtime, { name: 'doomed' });
    expect(plan).toMatchObject({
      title: 'Delete state machine doomed',
      warnings: ['Running executions are stopped: 2 now.', expect.stringContaining('are lost')],
    });
    await run(plan);
    expect(await refusal(planDeleteStateMachine(test.runtime, { name: 'doomed' }))).toMatchObject({
      code: 'not-found',
      field: 'name',
    });
  });
});
