import { DescribeRuleCommand, ListTargetsByRuleCommand, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { AddPermissionCommand } from '@aws-sdk/client-lambda';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { getPolicy } from '../../aws/get-policy.ts';
import type { Plan } from '../../contract/plan.ts';
import { type RuleTarget, type SaveRuleInput, zSaveRuleInput } from '../../contract/rule.ts';
import { startTestRuntime, type TestRuntime } from '../../testing/start-test-runtime.ts';
import { until } from '../../testing/until.ts';
import { undoPlan } from '../plan/undo-plan.ts';
import { lineCount } from '../testing/line-count.ts';
import { busInAws, functionArn, ruleInAws } from '../testing/rule-in-aws.ts';
import { executed, settled } from '../testing/settled-plan.ts';
import { planRuleAct } from './plan-rule-act.ts';
import { planSaveRule } from './plan-save-rule.ts';
import { statementIdOf } from './statement-id.ts';

let test: TestRuntime;
beforeAll(async () => {
  test = await startTestRuntime();
  await busInAws(test.runtime.aws, 'chains');
});
afterEach(() => test.fault());
afterAll(() => test.stop());

let count = 0;
async function aFunction(source = 'export const handler = async () => 1;'): Promise<string> {
  count += 1;
  const name = `worker-${count}`;
  await test.createFunction(name, source);
  return name;
}
const target = (functionName: string, changes: Partial<RuleTarget> = {}) => ({
  id: 'run',
  arn: functionArn(functionName),
  ...changes,
});
const input = (changes: Record<string, unknown> & { ruleName: string }): SaveRuleInput =>
  zSaveRuleInput.parse({
    eventBusName: 'chains',
    eventPattern: JSON.stringify({ source: [changes.ruleName] }),
    targets: [],
    ...changes,
  });
const plan = (changes: Parameters<typeof input>[0]) => planSaveRule(test.runtime, input(changes));
const callsOf = ({ calls }: Plan) => calls.map(({ operation }) => operation);
const publish = (source: string, EventBusName = 'chains') =>
  test.runtime.aws.events.send(
    new PutEventsCommand({ Entries: [{ EventBusName, Source: source, DetailType: 'Test', Detail: '{}' }] }),
  );
/** All that a plan for this rule could change. */
async function inAws(ruleName: string, functionName: string, EventBusName = 'chains') {
  const { aws } = test.runtime;
  const absent = (error: Error) => {
    if (error.name !== 'ResourceNotFoundException') throw error;
    return null;
  };
  const rule = await aws.events.send(new DescribeRuleCommand({ Name: ruleName, EventBusName })).catch(absent);
  const targets = await aws.events
    .send(new ListTargetsByRuleCommand({ Rule: ruleName, EventBusName }))
    .catch(absent);
  return {
    rule: rule && { pattern: rule.EventPattern, state: rule.State, description: rule.Description },
    targets: targets?.Targets ?? [],
    policy: await getPolicy(aws, { functionName }),
  };
}

describe('planSaveRule', () => {
  it.each(['chains', 'default'])('makes a rule on bus %s that runs its function', async (eventBusName) => {
    const functionName = await aFunction();
    const ruleName = `run-on-${eventBusName}`;
    const proposed = await plan({ ruleName, eventBusName, targets: [target(functionName)] });
    expect(callsOf(proposed)).toEqual(['PutRule', 'AddPermission', 'PutTargets']);
    expect(proposed.resourceArn).toBe(
      `arn:aws:events:us-east-1:000000000000:rule/${eventBusName === 'default' ? '' : 'chains/'}${ruleName}`,
    );
    expect((await inAws(ruleName, functionName, eventBusName)).rule).toBeNull();
    expect((await executed(test.runtime, proposed)).status).toBe('done');
    await until(async () => {
      await publish(ruleName, eventBusName);
      return (await lineCount(test.runtime.aws, functionName, 'REPORT')) > 0;
    });
  });

  it('uses a permission that is there, and explains one that says something else', async () => {
    const functionName = await aFunction();
    const { aws } = test.runtime;
    const permit = (StatementId: string, SourceArn: string) =>
      aws.lambda.send(
        new AddPermissionCommand({
          FunctionName: functionName,
          StatementId,
          Action: 'lambda:InvokeFunction',
          Principal: 'events.amazonaws.com',
          SourceArn,
        }),
      );
    await permit('by-hand', 'arn:aws:events:us-east-1:000000000000:rule/chains/reused-*');
    const reused = await plan({ ruleName: 'reused-1', targets: [target(functionName)] });
    expect(callsOf(reused)).toEqual(['PutRule', 'PutTargets']);

    const statementId = statementIdOf({ eventBusName: 'chains', ruleName: 'taken' });
    await permit(statementId, 'arn:aws:events:us-east-1:000000000000:rule/chains/another');
    const refused = plan({ ruleName: 'taken', targets: [target(functionName)] });
    await expect(refused).rejects.toMatchObject({
      code: 'conflict',
      field: 'targets.0.arn',
      message: expect.stringContaining(statementId),
      nextStep: expect.stringContaining('remove-permission'),
    });
  });

  it.each(['PutRule', 'AddPermission', 'PutTargets'])(
    'leaves AWS as it was when %s is denied',
    async (operation) => {
      const functionName = await aFunction();
      const ruleName = `denied-${operation}`;
      const before = await inAws(ruleName, functionName);
      const proposed = await plan({ ruleName, targets: [target(functionName)] });
      await test.fault({ kind: 'access-denied', operation, probability: 1 });
      const failed = await executed(test.runtime, proposed);
      expect(failed.status).toBe('failed');
      const problem = failed.body.steps.find((step) => step.operation === operation)?.problem;
      expect(problem).toMatchObject({ code: 'access-denied', nextStep: expect.stringContaining(operation) });
      await test.fault();
      expect(await inAws(ruleName, functionName)).toEqual(before);
    },
  );

  it('changes a rule: what it drops loses its target and its permission', async () => {
    const [old, next] = [await aFunction(), await aFunction()];
    const ruleName = 'changed';
    await executed(test.runtime, await plan({ ruleName, targets: [target(old)] }));
    const before = await inAws(ruleName, old);
    await expect(plan({ ruleName, targets: [target(next)] })).rejects.toMatchObject({
      code: 'conflict',
      field: 'ruleName',
    });
    const proposed = await plan({
      ruleName,
      overwrite: true,
      eventPattern: '{"source":["other"]}',
      targets: [target(next, { id: 'next', inputPath: '$.detail' })],
    });
    expect(callsOf(proposed)).toEqual([
      'RemoveTargets',
      'PutRule',
      'AddPermission',
      'PutTargets',
      'RemovePermission',
    ]);
    await executed(test.runtime, proposed);
    expect(await inAws(ruleName, old)).toMatchObject({
      rule: { pattern: '{"source":["other"]}' },
      targets: [{ Id: 'next', Arn: functionArn(next), InputPath: '$.detail' }],
      policy: null,
    });
    await undoPlan(test.runtime, { planId: proposed.planId });
    await settled(test.runtime, proposed.planId);
    expect(await inAws(ruleName, old)).toEqual(before);
    expect(await getPolicy(test.runtime.aws, { functionName: next })).toBeNull();
  });

  it('says so where nothing would change', async () => {
    const functionName = await aFunction();
    const rule = { ruleName: 'same', targets: [target(functionName)], overwrite: true };
    await executed(test.runtime, await plan(rule));
    await expect(plan(rule)).rejects.toMatchObject({ code: 'conflict' });
  });

  it.each<[string, Partial<SaveRuleInput> | { targets: Partial<RuleTarget>[] }, string]>([
    ['a pattern that is none', { eventPattern: '{"source":"shop"}' }, 'eventPattern'],
    ['one too long', { eventPattern: JSON.stringify({ source: ['x'.repeat(4200)] }) }, 'eventPattern'],
    ['an unknown bus', { eventBusName: 'nowhere' }, 'eventBusName'],
    ['an unknown function', { targets: [{ id: 'a', arn: functionArn('nobody') }] }, 'targets.0.arn'],
  ])('refuses %s at its field', async (_what, changes, field) => {
    const refused = plan({ ruleName: 'refused', ...changes });
    await expect(refused).rejects.toMatchObject({ code: 'invalid-input', field });
  });
});

describe('planRuleAct', () => {
  it('disables, enables and deletes: targets, rule, then the permission that only it used', async () => {
    const functionName = await aFunction();
    const ruleName = 'acted-on';
    await ruleInAws(test.runtime.aws, {
      eventBusName: 'chains',
      ruleName: 'keeps-its-permission',
      eventPattern: { source: ['x'] },
      functionName,
    });
    const kept = await getPolicy(test.runtime.aws, { functionName });
    await executed(test.runtime, await plan({ ruleName, targets: [target(functionName)] }));
    const act = (verb: 'enable' | 'disable' | 'delete') =>
      planRuleAct(test.runtime, { eventBusName: 'chains', ruleName, act: verb });
    await executed(test.runtime, await act('disable'));
    expect((await inAws(ruleName, functionName)).rule?.state).toBe('DISABLED');
    await executed(test.runtime, await act('enable'));
    await expect(act('enable')).rejects.toMatchObject({ code: 'conflict' });
    const before = await inAws(ruleName, functionName);
    const proposed = await act('delete');
    expect(callsOf(proposed)).toEqual(['RemoveTargets', 'DeleteRule', 'RemovePermission']);
    await executed(test.runtime, proposed);
    expect(await inAws(ruleName, functionName)).toEqual({ rule: null, targets: [], policy: kept });
    await undoPlan(test.runtime, { planId: proposed.planId });
    await settled(test.runtime, proposed.planId);
    expect(await inAws(ruleName, functionName)).toEqual(before);
  });

  it.each(['RemoveTargets', 'DeleteRule', 'RemovePermission'])(
    'leaves AWS as it was when %s is denied',
    async (operation) => {
      const functionName = await aFunction();
      const ruleName = `kept-${operation}`;
      await executed(test.runtime, await plan({ ruleName, targets: [target(functionName)] }));
      const before = await inAws(ruleName, functionName);
      const proposed = await planRuleAct(test.runtime, { eventBusName: 'chains', ruleName, act: 'delete' });
      await test.fault({ kind: 'access-denied', operation, probability: 1 });
      expect((await executed(test.runtime, proposed)).status).toBe('failed');
      await test.fault();
      expect(await inAws(ruleName, functionName)).toEqual(before);
    },
  );

  it('leaves a rule alone by which Reprise watches a bus', async () => {
    const ruleName = 'reprise-watch-chains';
    await ruleInAws(test.runtime.aws, { eventBusName: 'chains', ruleName, eventPattern: { source: ['x'] } });
    const act = { eventBusName: 'chains', ruleName, act: 'delete' as const };
    await expect(planRuleAct(test.runtime, act)).rejects.toMatchObject({ code: 'conflict' });
    await expect(plan({ ruleName, overwrite: true })).rejects.toMatchObject({ code: 'conflict' });
  });

  it('knows no rule of another name', async () => {
    const act = { eventBusName: 'chains', ruleName: 'nobody', act: 'delete' as const };
    await expect(planRuleAct(test.runtime, act)).rejects.toMatchObject({ code: 'not-found' });
  });
});
