import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { addPermission } from '../../aws/add-permission.ts';
import { getFunctionConfiguration } from '../../aws/get-function-configuration.ts';
import { putRule } from '../../aws/put-rule.ts';
import { putTargets } from '../../aws/put-targets.ts';
import type { Plan } from '../../contract/plan.ts';
import { startTestRuntime, type TestRuntime } from '../../testing/start-test-runtime.ts';
import { until } from '../../testing/until.ts';
import { executePlan } from './execute-plan.ts';
import { findPlan } from './find-plan.ts';
import { type PlanProposal, proposePlan } from './propose-plan.ts';
import {
  addPermissionCall,
  aRule,
  deletePlan,
  putRuleCall,
  putTargetsCall,
  type RuleOfTest,
  ruleArn,
  ruleInAws,
  savePlan,
} from './testing/rule-plan.ts';
import { undoPlan } from './undo-plan.ts';

let test: TestRuntime;
beforeAll(async () => {
  test = await startTestRuntime();
  await test.createFunction('plain', 'export const handler = async () => 1;');
  await until(async () => (await getFunctionConfiguration(test.runtime.aws, 'plain')).state === 'Active');
});
afterAll(() => test.stop());
beforeEach(() => test.fault());

const inAws = (of: RuleOfTest) => ruleInAws(test.runtime.aws, of);
const settled = (planId: string, status: Plan['status']) =>
  until(async () => {
    const plan = await findPlan(test.runtime, planId);
    return plan.status === status && plan;
  });
const statuses = async (planId: string) =>
  (await findPlan(test.runtime, planId)).body.steps.map(({ status }) => status);

async function execute(proposal: PlanProposal, ends: Plan['status'] = 'done'): Promise<Plan> {
  const plan = await proposePlan(test.runtime, proposal);
  await executePlan(test.runtime, plan);
  await settled(plan.planId, ends);
  return plan;
}
async function undo({ planId }: Plan): Promise<void> {
  await undoPlan(test.runtime, { planId });
  await settled(planId, 'undone');
}
/** With other pattern, targets and tags than the plan makes. */
async function aSavedRule(): Promise<RuleOfTest> {
  const of = aRule('plain');
  await execute(savePlan(of));
  return of;
}
const deny = (operation: string) => test.fault({ kind: 'access-denied', operation, probability: 1 });

it('makes rule, permission and targets that do not exist yet, and takes them back', async () => {
  const of = aRule('plain');
  const before = await inAws(of);
  expect(before).toMatchObject({ rule: null, targets: [], statements: [] });
  const plan = await proposePlan(test.runtime, savePlan(of));
  expect(plan.calls.map(({ operation, changes }) => [operation, changes[0]])).toEqual([
    ['PutRule', { field: 'EventPattern', from: 'none', to: expect.stringContaining('PENDING') }],
    ['AddPermission', { field: 'Principal', from: 'none', to: 'events.amazonaws.com' }],
    ['PutTargets', { field: 'target function.Id', from: 'none', to: 'function' }],
  ]);
  expect(await inAws(of)).toEqual(before);
  await executePlan(test.runtime, plan);
  await settled(plan.planId, 'done');
  expect(await inAws(of)).toMatchObject({
    rule: { state: 'ENABLED', description: 'runs plain again' },
    targets: [
      { id: 'function', inputPath: '$.detail' },
      {
        id: 'other',
        retryPolicy: { maximumRetryAttempts: 3 },
        inputTransformer: { inputTemplate: '{"a":<a>}' },
      },
    ],
    statements: [{ Sid: of.ruleName }],
  });
  await undo(plan);
  expect(await inAws(of)).toEqual(before);
});

it('says that there is nothing to change where all is so already', async () => {
  const of = await aSavedRule();
  await expect(proposePlan(test.runtime, savePlan(of))).rejects.toMatchObject({ code: 'conflict' });
});

it('changes what exists, and brings the former state back', async () => {
  const of = await aSavedRule();
  const before = await inAws(of);
  const plan = await execute(savePlan(of, 'FAILED', '$.detail.order'));
  expect(plan.calls.map(({ operation, changes }) => [operation, changes.map(({ field }) => field)])).toEqual([
    ['PutRule', ['EventPattern']],
    ['PutTargets', ['target function.InputPath']],
  ]);
  expect(await inAws(of)).not.toEqual(before);
  await undo(plan);
  expect(await inAws(of)).toEqual(before);
});

it.each(['PutRule', 'AddPermission', 'PutTargets'])(
  'leaves AWS as it was when %s is denied',
  async (operation) => {
    for (const rule of [aRule('plain'), await aSavedRule()]) {
      const before = await inAws(rule);
      // a new statement beside the one there is, for another rule of the same function
      const proposal = { ...savePlan(rule, 'FAILED', '$') };
      proposal.calls =
        before.rule === null
          ? proposal.calls
          : [
              putRuleCall(rule, 'FAILED'),
              {
                ...addPermissionCall(rule),
                input: {
                  ...addPermissionCall(rule).input,
                  StatementId: `${rule.ruleName}-2`,
                  SourceArn: `${ruleArn(rule)}-2`,
                },
              },
              putTargetsCall(rule, '$'),
            ];
      await deny(operation);
      const { planId, fingerprint } = await execute(proposal, 'failed');
      const failed = await findPlan(test.runtime, planId);
      const at = failed.body.steps.findIndex((step) => step.operation === operation);
      expect(failed.body.steps.map(({ status }) => status)).toEqual(
        failed.body.steps.map((_, index) => (index < at ? 'undone' : index === at ? 'failed' : 'planned')),
      );
      expect(failed.body.steps[at]?.problem).toMatchObject({
        code: 'access-denied',
        message: expect.stringContaining(operation),
      });
      expect(await inAws(rule)).toEqual(before);
      // what was denied may be allowed meanwhile
      await test.fault();
      await executePlan(test.runtime, { planId, fingerprint });
      await settled(planId, 'done');
      await undoPlan(test.runtime, { planId });
      await settled(planId, 'undone');
      expect(await inAws(rule)).toEqual(before);
    }
  },
);

it.each(['DisableRule', 'RemoveTargets', 'DeleteRule', 'RemovePermission'])(
  'leaves a rule as it was when its deletion is denied at %s',
  async (operation) => {
    const of = await aSavedRule();
    const before = await inAws(of);
    await deny(operation);
    await execute(deletePlan(of), 'failed');
    expect(await inAws(of)).toEqual(before);
  },
);

it('deletes targets, rule and permission, and brings them back with tags and state', async () => {
  const of = aRule('plain');
  await putRule(test.runtime.aws, {
    Name: of.ruleName,
    EventBusName: 'default',
    EventPattern: '{"source":["tagged"]}',
    Tags: [{ Key: 'team', Value: 'orders' }],
  });
  await execute({ ...savePlan(of), calls: [addPermissionCall(of), putTargetsCall(of)] });
  const before = await inAws(of);
  expect(before.tags).toEqual({ team: 'orders' });
  const plan = await execute(deletePlan(of));
  expect(await inAws(of)).toEqual({ rule: null, tags: null, targets: [], statements: [] });
  await undo(plan);
  expect(await inAws(of)).toEqual(before);
});

it.each(['PutRule', 'AddPermission', 'PutTargets'])('does not mind a lost reply of %s', async (operation) => {
  const of = aRule('plain');
  await test.fault({ kind: 'lost-reply', operation, probability: 1, count: 1 });
  await execute(savePlan(of));
  expect(await inAws(of)).toMatchObject({ statements: [{ Sid: of.ruleName }], targets: [{}, {}] });
});

it('is still offered to be undone where taking back fails, too', async () => {
  const of = aRule('plain');
  const before = await inAws(of);
  await test.fault(
    { kind: 'access-denied', operation: 'PutTargets', probability: 1 },
    { kind: 'access-denied', operation: 'RemovePermission', probability: 1 },
  );
  const plan = await execute(savePlan(of), 'failed');
  expect(await statuses(plan.planId)).toEqual(['done', 'failed', 'failed']);
  const { steps } = (await findPlan(test.runtime, plan.planId)).body;
  expect(steps[1]?.problem?.message).toContain('RemovePermission');
  expect(steps[2]?.problem?.message).toContain('PutTargets');
  await test.fault();
  await undo(plan);
  expect(await inAws(of)).toEqual(before);
  expect(await statuses(plan.planId)).toEqual(['undone', 'undone', 'failed']);
});

it.each([
  ['the rule', (of: RuleOfTest, to: string) => putRule(test.runtime.aws, putRuleCall(of, to).input)],
  [
    'a target',
    (of: RuleOfTest, to: string) => putTargets(test.runtime.aws, putTargetsCall(of, `$.${to}`).input),
  ],
])('refuses to run or to undo where someone else changed %s', async (_, change) => {
  const of = await aSavedRule();
  const plan = await proposePlan(test.runtime, savePlan(of, 'FAILED', '$.x'));
  await change(of, 'one');
  const changed = await inAws(of);
  await expect(executePlan(test.runtime, plan)).rejects.toMatchObject({ code: 'state-changed' });
  expect(await inAws(of)).toEqual(changed);

  const second = await execute(savePlan(of, 'FAILED', '$.x'));
  await change(of, 'two');
  await expect(undoPlan(test.runtime, second)).rejects.toMatchObject({ code: 'state-changed' });
});

it('uses a statement that permits the same, and explains one of the same ID that does not', async () => {
  const of = aRule('plain');
  const { input } = addPermissionCall(of, `by-hand-${of.ruleName}`);
  await addPermission(test.runtime.aws, input);
  const plan = await proposePlan(test.runtime, savePlan(of));
  expect(plan.calls.map(({ operation }) => operation)).toEqual(['PutRule', 'PutTargets']);

  const other = aRule('plain');
  await addPermission(test.runtime.aws, {
    ...addPermissionCall(other).input,
    SourceArn: `${ruleArn(other)}-elsewhere`,
  });
  await expect(proposePlan(test.runtime, savePlan(other))).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining(other.ruleName),
  });
});

it('keeps a watched bus once it is done, and the former way when it is undone', async () => {
  const of = aRule('plain');
  const row = { eventBusName: `bus-of-${of.ruleName}`, logGroupName: '/g', ruleName: of.ruleName };
  const rows = async () =>
    (await test.runtime.store.events.watchedBuses()).filter((one) => one.eventBusName === row.eventBusName);
  const watch = { kind: 'watch-bus', row: { ...row, method: 'rule' } } as const;
  const plan = await execute({ ...savePlan(of), settles: watch });
  expect(await rows()).toMatchObject([{ ...row, method: 'rule' }]);
  await expect(proposePlan(test.runtime, { ...savePlan(of), settles: watch })).rejects.toMatchObject({
    code: 'conflict',
  });

  const switched = await execute({
    ...savePlan(of, 'OTHER'),
    settles: { kind: 'watch-bus', row: { ...row, method: 'bus-logging', ruleName: null } },
  });
  expect(await rows()).toMatchObject([{ method: 'bus-logging', ruleName: null }]);
  await undo(switched);
  expect(await rows()).toMatchObject([{ ...row, method: 'rule' }]);
  await undo(plan);
  expect(await rows()).toEqual([]);
});

it('keeps what a re-run rule replaced, and forgets it with the rule', async () => {
  const of = aRule('plain');
  const key = { functionName: 'plain', eventBusName: 'default', ruleName: of.ruleName };
  const rows = async () =>
    (await test.runtime.store.events.rerunRules()).filter(({ ruleName }) => ruleName === of.ruleName);
  const row = { ...key, on: 'success' as const, former: { FunctionName: 'plain', MaximumRetryAttempts: 1 } };
  await execute({ ...savePlan(of), settles: { kind: 'rerun-rule', row } });
  expect(await rows()).toMatchObject([row]);
  const removal = await execute({ ...deletePlan(of), settles: { kind: 'remove-rerun-rule', ...key } });
  expect(await rows()).toEqual([]);
  await undo(removal);
  expect(await rows()).toMatchObject([row]);
});
