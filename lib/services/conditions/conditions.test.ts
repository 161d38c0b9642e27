import { CreateEventBusCommand, PutRuleCommand } from '@aws-sdk/client-eventbridge';
import { UpdateStateMachineCommand } from '@aws-sdk/client-sfn';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { getFunctionEventInvokeConfig } from '../../aws/get-function-event-invoke-config.ts';
import { listRules } from '../../aws/list-rules.ts';
import { putFunctionEventInvokeConfig } from '../../aws/put-function-event-invoke-config.ts';
import type { SaveConditionInput } from '../../contract/condition.ts';
import { startTestRuntime, type TestRuntime } from '../../testing/start-test-runtime.ts';
import { until } from '../../testing/until.ts';
import { undoPlan } from '../plan/undo-plan.ts';
import { acted, BUSY, busyInput, deployedCondition } from '../testing/condition-of-test.ts';
import { executed, settled } from '../testing/settled-plan.ts';
import { checkCondition } from './check-condition.ts';
import { deployedResources } from './deployed-resources.ts';
import { exportCondition } from './export-condition.ts';
import { getCondition } from './get-condition.ts';
import { listConditions } from './list-conditions.ts';
import { planConditionAct } from './plan-condition-act.ts';
import { findRehearsal, rehearse } from './rehearse.ts';
import { saveCondition } from './save-condition.ts';

const BUS_ARN = 'arn:aws:events:us-east-1:000000000000:event-bus/chains';
const RULE = {
  how: 'eventbridge',
  eventBusName: 'chains',
  when: '{"responsePayload":{"done":[false]}}',
  nextInput: 'response',
  counterPath: 'responsePayload.attempt',
} as const;

let test: TestRuntime;
beforeAll(async () => {
  test = await startTestRuntime();
  for (const Name of ['chains', 'other']) {
    await test.runtime.aws.events.send(new CreateEventBusCommand({ Name }));
  }
});
afterEach(() => test.fault());
afterAll(() => test.stop());

let count = 0;
async function anInput(changes: Parameters<typeof busyInput>[0] = {}): Promise<SaveConditionInput> {
  count += 1;
  const functionName = `busy-${count}`;
  await test.createFunction(functionName, BUSY);
  return busyInput({ name: `condition ${count}`, functionName, ...changes });
}
const configOf = (functionName: string) => getFunctionEventInvokeConfig(test.runtime.aws, { functionName });
const rulesOf = async (eventBusName: string) =>
  (await listRules(test.runtime.aws, eventBusName)).filter(({ ruleName }) => ruleName.startsWith('reprise-'));

describe('checkCondition', () => {
  it.each<[string, Parameters<typeof busyInput>[0], string]>([
    ['a pattern that is none', { when: '{"responsePayload":{"status":"x"}}' }, 'when'],
    ['one that never matches', { when: '{"source":["lambda"]}' }, 'when'],
    ['one that always matches', { when: '{"version":["1.0"]}' }, 'when'],
    ['a function that is not there', { functionName: 'nobody' }, 'functionName'],
    ['a bus that is not there', { ...RULE, eventBusName: 'nowhere' }, 'eventBusName'],
    ['a rule without a bus', { ...RULE, eventBusName: null }, 'eventBusName'],
    ['a rule that nothing ends', { ...RULE, counterPath: null }, 'counterPath'],
    [
      'a window that closes before the first delay',
      { limits: { delaySeconds: 60, windowSeconds: 30 } },
      'limits.windowSeconds',
    ],
    [
      'a longest delay below the first',
      { limits: { delaySeconds: 60, maxDelaySeconds: 30 } },
      'limits.maxDelaySeconds',
    ],
    [
      'more runs than a history holds',
      { how: 'stepfunctions', limits: { maxAttempts: 9_000 } },
      'limits.maxAttempts',
    ],
    [
      'a role of another account',
      { how: 'stepfunctions', roleArn: 'arn:aws:iam::123456789012:role/x' },
      'roleArn',
    ],
  ])('names the field of %s', async (_what, changes, field) => {
    const input = await anInput(changes);
    const check = await checkCondition(test.runtime, input);
    expect([...new Set(check.problems.map((problem) => problem.field))]).toEqual([field]);
    await expect(saveCondition(test.runtime, input)).rejects.toMatchObject({ code: 'invalid-input', field });
  });

  it('says where a pattern is wrong, in words and by place', async () => {
    const check = await checkCondition(
      test.runtime,
      await anInput({ when: '{"responsePayload":\n{"a":1}}' }),
    );
    expect(check).toMatchObject({ patternProblem: { line: 2 }, enactments: [], reach: 'unknown' });
  });

  it('shows what each way makes of it, and what it cannot', async () => {
    const check = await checkCondition(test.runtime, await anInput({ ...RULE, limits: { delaySeconds: 5 } }));
    expect(check.enactments.map(({ how, parts }) => [how, parts.length])).toEqual([
      ['invoke', 3],
      ['eventbridge', 3],
      ['stepfunctions', 3],
    ]);
    expect(check.enactments[1]?.cannot.map(({ what }) => what).join()).toContain('cannot wait');
    expect(check).toMatchObject({ problems: [], reach: 'some' });
  });
});

describe('saving and deploying', { timeout: 60_000 }, () => {
  it('keeps versions, one for each content, and refuses a name that is taken', async () => {
    const input = await anInput();
    const first = await saveCondition(test.runtime, input);
    const same = await saveCondition(test.runtime, { ...input, conditionId: first.conditionId });
    expect(same).toMatchObject({ version: 1, state: 'draft' });
    const limits = { ...input.limits, maxAttempts: 9 };
    const second = await saveCondition(test.runtime, { ...input, limits, conditionId: first.conditionId });
    expect(second.versions.map(({ version }) => version)).toEqual([2, 1]);
    await expect(saveCondition(test.runtime, input)).rejects.toMatchObject({
      code: 'conflict',
      field: 'name',
    });
    const gone = { ...input, conditionId: crypto.randomUUID() };
    await expect(saveCondition(test.runtime, gone)).rejects.toMatchObject({ code: 'not-found' });
    const missing = { conditionId: gone.conditionId, act: 'deploy' as const };
    await expect(planConditionAct(test.runtime, missing)).rejects.toMatchObject({ code: 'not-found' });
    const draft = planConditionAct(test.runtime, { conditionId: first.conditionId, act: 'pause' });
    await expect(draft).rejects.toMatchObject({ code: 'conflict' });
  });

  it('deletes only what is not deployed, and removes only what is', async () => {
    const conditionId = await deployedCondition(test.runtime, await anInput());
    const plan = (act: 'remove' | 'delete') => planConditionAct(test.runtime, { conditionId, act });
    await expect(plan('delete')).rejects.toMatchObject({ code: 'conflict', field: 'act' });
    await acted(test.runtime, conditionId, 'remove');
    await expect(plan('remove')).rejects.toMatchObject({ code: 'conflict', field: 'act' });
    expect(await getCondition(test.runtime, { conditionId })).toMatchObject({ state: 'draft' });
    expect(await acted(test.runtime, conditionId, 'delete')).toEqual([]);
    await expect(getCondition(test.runtime, { conditionId })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('finds where AWS drifted from what was deployed, and mends it by deploying again', async () => {
    const { aws } = test.runtime;
    const input = await anInput(RULE);
    const conditionId = await deployedCondition(test.runtime, input);
    expect(await getCondition(test.runtime, { conditionId })).toMatchObject({ state: 'deployed', drift: [] });
    const again = planConditionAct(test.runtime, { conditionId, act: 'deploy' });
    await expect(again).rejects.toMatchObject({ code: 'conflict' });
    const row = await test.runtime.store.conditions.find(conditionId);
    const rule = row && deployedResources(row)?.rule;
    const EventPattern = '{"source":["lambda"]}';
    await aws.events.send(
      new PutRuleCommand({
        Name: rule?.ruleName ?? '',
        EventBusName: 'chains',
        EventPattern,
        State: 'DISABLED',
      }),
    );
    await putFunctionEventInvokeConfig(aws, { FunctionName: input.functionName, MaximumRetryAttempts: 1 });
    const drifted = await until(async () => {
      const found = await getCondition(test.runtime, { conditionId });
      return found.drift.length > 3 && found;
    });
    expect(drifted.state).toBe('drifted');
    expect(drifted.drift.map(({ field }) => field)).toEqual([
      'OnSuccess',
      'OnFailure',
      'MaximumRetryAttempts',
      'EventPattern',
      'State',
    ]);
    await acted(test.runtime, conditionId, 'deploy');
    await until(async () => (await getCondition(test.runtime, { conditionId })).state === 'deployed');
    await acted(test.runtime, conditionId, 'remove');
    expect(await rulesOf('chains')).toEqual([]);
  });

  it('finds a state machine that was changed, pauses it and resumes it', async () => {
    const { aws, store } = test.runtime;
    const conditionId = await deployedCondition(test.runtime, await anInput({ how: 'stepfunctions' }));
    expect(await acted(test.runtime, conditionId, 'pause')).toEqual(['UpdateStateMachine']);
    expect(await getCondition(test.runtime, { conditionId })).toMatchObject({ state: 'paused', drift: [] });
    expect(await acted(test.runtime, conditionId, 'resume')).toEqual(['UpdateStateMachine']);
    const row = await store.conditions.find(conditionId);
    const stateMachineArn = row && deployedResources(row)?.machine?.stateMachineArn;
    const definition = '{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}';
    await aws.states.send(
      new UpdateStateMachineCommand({ stateMachineArn: stateMachineArn ?? '', definition }),
    );
    const { drift } = await getCondition(test.runtime, { conditionId });
    expect(drift).toMatchObject([{ field: 'definition', actual: definition }]);
    await acted(test.runtime, conditionId, 'remove');
  });

  it('moves to another bus and function without two ways at once, and puts back what was configured', async () => {
    const { aws } = test.runtime;
    const input = await anInput(RULE);
    const former = {
      FunctionName: input.functionName,
      MaximumRetryAttempts: 1,
      MaximumEventAgeInSeconds: 600,
    };
    await putFunctionEventInvokeConfig(aws, former);
    const before = await configOf(input.functionName);
    const conditionId = await deployedCondition(test.runtime, input);
    expect(await configOf(input.functionName)).toMatchObject({
      onSuccessArn: BUS_ARN,
      maximumRetryAttempts: 0,
    });
    await saveCondition(test.runtime, { ...input, conditionId, eventBusName: 'other' });
    expect(await acted(test.runtime, conditionId, 'deploy')).toEqual([
      'PutRule',
      'AddPermission',
      'PutTargets',
      'PutFunctionEventInvokeConfig',
      'RemoveTargets',
      'DeleteRule',
      'RemovePermission',
    ]);
    const { functionName } = await anInput();
    await saveCondition(test.runtime, { ...input, conditionId, eventBusName: 'other', functionName });
    const calls = await acted(test.runtime, conditionId, 'deploy');
    expect(calls[0]).toBe('PutFunctionEventInvokeConfig');
    expect(await configOf(input.functionName)).toEqual(before);
    expect(await rulesOf('chains')).toEqual([]);
    expect(await rulesOf('other')).toHaveLength(1);
    await acted(test.runtime, conditionId, 'remove');
    expect(await configOf(functionName)).toBeNull();
    expect(await rulesOf('other')).toEqual([]);
  });

  it.each(['PutRule', 'AddPermission', 'PutTargets', 'PutFunctionEventInvokeConfig'])(
    'deploys nothing by halves when %s is denied',
    async (operation) => {
      const input = await anInput(RULE);
      const { conditionId } = await saveCondition(test.runtime, input);
      const plan = await planConditionAct(test.runtime, { conditionId, act: 'deploy' });
      await test.fault({ kind: 'access-denied', operation, probability: 1 });
      expect((await executed(test.runtime, plan)).status).toBe('failed');
      await test.fault();
      expect(await configOf(input.functionName)).toBeNull();
      expect(await rulesOf('chains')).toEqual([]);
      expect((await getCondition(test.runtime, { conditionId })).state).toBe('draft');
    },
  );

  it('undoes a move to the way before, deployed anew, and a removal', async () => {
    const { store } = test.runtime;
    const input = await anInput({ ...RULE, how: 'invoke' });
    const conditionId = await deployedCondition(test.runtime, input);
    const first = (await store.conditions.find(conditionId))?.deployed;
    await saveCondition(test.runtime, { ...input, conditionId, how: 'eventbridge' });
    const move = await planConditionAct(test.runtime, { conditionId, act: 'deploy' });
    expect((await executed(test.runtime, move)).status).toBe('done');
    await undoPlan(test.runtime, { planId: move.planId });
    expect((await settled(test.runtime, move.planId)).status).toBe('undone');
    const back = (await store.conditions.find(conditionId))?.deployed;
    expect(back).toMatchObject({ how: 'invoke', version: 1, paused: false });
    expect(back?.at.getTime()).toBeGreaterThan(first?.at.getTime() ?? 0);
    expect(await rulesOf('chains')).toEqual([]);
    const removal = await planConditionAct(test.runtime, { conditionId, act: 'remove' });
    await executed(test.runtime, removal);
    await undoPlan(test.runtime, { planId: removal.planId });
    await settled(test.runtime, removal.planId);
    expect((await store.conditions.find(conditionId))?.deployed).toMatchObject({ how: 'invoke' });
    await acted(test.runtime, conditionId, 'remove');
  });

  it('lists all with their state, and writes down what each way needs', async () => {
    const rule = await saveCondition(test.runtime, await anInput(RULE));
    const machine = await saveCondition(test.runtime, await anInput({ how: 'stepfunctions' }));
    const { items } = await listConditions(test.runtime);
    expect(items.find(({ conditionId }) => conditionId === rule.conditionId)).toMatchObject({
      state: 'draft',
    });
    const text = async (conditionId: string, format: 'cli' | 'cloudformation' | 'terraform') =>
      (await exportCondition(test.runtime, { conditionId, format })).text;
    expect(await text(rule.conditionId, 'cli')).toContain('aws lambda put-function-event-invoke-config');
    expect(await text(rule.conditionId, 'cloudformation')).toContain('AWS::Lambda::EventInvokeConfig');
    expect(await text(rule.conditionId, 'terraform')).toContain('on_success {');
    expect(await text(machine.conditionId, 'cli')).toContain('aws stepfunctions create-state-machine');
    expect(await text(machine.conditionId, 'cloudformation')).toContain('AWS::StepFunctions::StateMachine');
    expect(await text(machine.conditionId, 'terraform')).toContain('resource "aws_iam_role_policy"');
  });

  it('rehearses on what is recorded, and forgets unknown rehearsals', async () => {
    const started = await rehearse(test.runtime, { condition: await anInput(), withinMs: 3_600_000 });
    const ended = await until(() => {
      const found = findRehearsal(test.runtime, started.rehearsalId);
      return found.status !== 'running' && found;
    });
    expect(ended).toMatchObject({ status: 'done', judgedCount: 0, feedsItself: 'unknown', problem: null });
    expect(() => findRehearsal(test.runtime, crypto.randomUUID())).toThrow('no such rehearsal');
    const broken = rehearse(test.runtime, { condition: await anInput({ when: '{}}' }), withinMs: 3_600_000 });
    await expect(broken).rejects.toMatchObject({ code: 'invalid-input', field: 'condition.when' });
  });
});
