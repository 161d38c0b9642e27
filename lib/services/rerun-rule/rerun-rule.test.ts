import { InvokeCommand } from '@aws-sdk/client-lambda';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { getFunctionEventInvokeConfig } from '../../aws/get-function-event-invoke-config.ts';
import { getPolicy } from '../../aws/get-policy.ts';
import { putFunctionEventInvokeConfig } from '../../aws/put-function-event-invoke-config.ts';
import { type RerunRuleInput, zRerunRuleInput } from '../../contract/rule.ts';
import { startTestRuntime, type TestRuntime } from '../../testing/start-test-runtime.ts';
import { until } from '../../testing/until.ts';
import { undoPlan } from '../plan/undo-plan.ts';
import { lineCount } from '../testing/line-count.ts';
import { busInAws, ruleInAws } from '../testing/rule-in-aws.ts';
import { executed, settled } from '../testing/settled-plan.ts';
import { listRerunRules } from './list-rerun-rules.ts';
import { planRemoveRerunRule } from './plan-remove-rerun-rule.ts';
import { planRerunRule } from './plan-rerun-rule.ts';

const BUS_ARN = 'arn:aws:events:us-east-1:000000000000:event-bus/chains';
const COUNTING = `export const handler = async ({ chain, attempt }) => {
  console.log('ran', chain, attempt);
  return { chain, attempt: attempt + 1, done: false };
};`;
const WITNESS = `export const handler = async ({ detail: { responsePayload } }) => {
  console.log('saw', responsePayload.chain, responsePayload.attempt);
};`;
let test: TestRuntime;
beforeAll(async () => {
  test = await startTestRuntime();
  await busInAws(test.runtime.aws, 'chains');
});
afterEach(() => test.fault());
afterAll(() => test.stop());

let count = 0;
async function aFunction(source = COUNTING): Promise<string> {
  count += 1;
  const name = `counting-${count}`;
  await test.createFunction(name, source);
  return name;
}
const input = (functionName: string, changes: Partial<RerunRuleInput> = {}) =>
  zRerunRuleInput.parse({
    functionName,
    eventBusName: 'chains',
    ruleName: `${functionName}-again`,
    on: 'success',
    detailPattern: '{"responsePayload":{"done":[false]}}',
    bound: { path: 'responsePayload.attempt', below: 5 },
    nextInput: 'response',
    ...changes,
  });
const plan = (functionName: string, changes?: Partial<RerunRuleInput>) =>
  planRerunRule(test.runtime, input(functionName, changes));
const removal = (functionName: string) =>
  planRemoveRerunRule(test.runtime, {
    functionName,
    eventBusName: 'chains',
    ruleName: `${functionName}-again`,
  });
const configOf = (functionName: string) => getFunctionEventInvokeConfig(test.runtime.aws, { functionName });
const rerunsOf = async (functionName: string) => (await listRerunRules(test.runtime, functionName)).items;

describe('planRerunRule', () => {
  it('runs a function again until its counter reaches the bound, and not once more', async () => {
    const { aws } = test.runtime;
    const functionName = await aFunction();
    const witness = await aFunction(WITNESS);
    const proposed = await plan(functionName);
    expect(proposed.calls.map(({ operation }) => operation)).toEqual([
      'PutRule',
      'AddPermission',
      'PutTargets',
      'PutFunctionEventInvokeConfig',
    ]);
    const warnings = proposed.warnings.join(' ');
    for (const word of ['events:PutEvents', 'asynchronous', 'responsePayload.attempt', 'body']) {
      expect(warnings).toContain(word);
    }
    expect((await executed(test.runtime, proposed)).status).toBe('done');
    expect(await rerunsOf(functionName)).toMatchObject([
      { ruleName: `${functionName}-again`, on: 'success' },
    ]);
    // Sees every record of the function, so also the one that ends it.
    await ruleInAws(aws, {
      eventBusName: 'chains',
      ruleName: 'sees-all',
      eventPattern: { source: ['lambda'] },
      functionName: witness,
    });
    const invoke = (chain: string, attempt: number) =>
      aws.lambda.send(
        new InvokeCommand({
          FunctionName: functionName,
          InvocationType: 'Event',
          Payload: JSON.stringify({ chain, attempt }),
        }),
      );
    await until(async () => {
      await invoke('until-both-rules-work', 3);
      return (
        (await lineCount(aws, functionName, 'ran until-both-rules-work 4')) > 0 &&
        (await lineCount(aws, witness, 'saw until-both-rules-work 5')) > 0
      );
    });
    await invoke('first', 1);
    await until(async () => (await lineCount(aws, witness, 'saw first 5')) > 0);
    // By the time another chain came to its end, a run of the first too many would have come, too.
    await invoke('second', 1);
    await until(async () => (await lineCount(aws, witness, 'saw second 5')) > 0);
    for (const attempt of [1, 2, 3, 4]) {
      expect(await lineCount(aws, functionName, `ran first ${attempt}`)).toBe(1);
    }
    expect(await lineCount(aws, functionName, 'ran first')).toBe(4);
  });

  it('keeps what was configured and restores it on removal', async () => {
    const { aws } = test.runtime;
    const functionName = await aFunction();
    const former = {
      FunctionName: functionName,
      MaximumRetryAttempts: 1,
      MaximumEventAgeInSeconds: 600,
      DestinationConfig: { OnFailure: { Destination: BUS_ARN.replace('chains', 'default') } },
    };
    await putFunctionEventInvokeConfig(aws, former);
    const before = await configOf(functionName);
    await executed(test.runtime, await plan(functionName));
    expect(await configOf(functionName)).toEqual({
      ...before,
      maximumRetryAttempts: 0,
      onSuccessArn: BUS_ARN,
    });
    const proposed = await removal(functionName);
    expect(proposed.calls.map(({ operation }) => operation)).toEqual([
      'PutFunctionEventInvokeConfig',
      'RemoveTargets',
      'DeleteRule',
      'RemovePermission',
    ]);
    await executed(test.runtime, proposed);
    expect(await configOf(functionName)).toEqual(before);
    expect(await getPolicy(aws, { functionName })).toBeNull();
    expect(await rerunsOf(functionName)).toEqual([]);
    await undoPlan(test.runtime, { planId: proposed.planId });
    await settled(test.runtime, proposed.planId);
    expect(await rerunsOf(functionName)).toHaveLength(1);
    expect(await configOf(functionName)).toMatchObject({ onSuccessArn: BUS_ARN, maximumRetryAttempts: 0 });
  });

  it('takes a configuration away that was not there before', async () => {
    const functionName = await aFunction();
    await executed(test.runtime, await plan(functionName));
    await executed(test.runtime, await removal(functionName));
    expect(await configOf(functionName)).toBeNull();
  });

  it('leaves a configuration that someone changed since, and says so', async () => {
    const { aws } = test.runtime;
    const functionName = await aFunction();
    await executed(test.runtime, await plan(functionName));
    await putFunctionEventInvokeConfig(aws, { FunctionName: functionName, MaximumRetryAttempts: 2 });
    const proposed = await removal(functionName);
    expect(proposed.warnings.join()).toContain('left as it is');
    await executed(test.runtime, proposed);
    expect(await configOf(functionName)).toMatchObject({ maximumRetryAttempts: 2, onSuccessArn: null });
  });

  it('keeps the destination while another rule needs it', async () => {
    const functionName = await aFunction();
    await executed(test.runtime, await plan(functionName));
    await executed(test.runtime, await plan(functionName, { ruleName: `${functionName}-too` }));
    await executed(test.runtime, await removal(functionName));
    expect(await configOf(functionName)).toMatchObject({ onSuccessArn: BUS_ARN });
    const last = { functionName, eventBusName: 'chains', ruleName: `${functionName}-too` };
    await executed(test.runtime, await planRemoveRerunRule(test.runtime, last));
    expect(await configOf(functionName)).toBeNull();
  });

  it.each<[string, Partial<RerunRuleInput>, string, string]>([
    ['nothing that ends it', { bound: null }, 'conflict', 'acceptsLoop'],
    [
      'a counter that never changes',
      { nextInput: 'request', bound: { path: 'requestPayload.attempt', below: 5 } },
      'conflict',
      'acceptsLoop',
    ],
    [
      'a pattern that is none',
      { detailPattern: '{"responsePayload":{"done":false}}' },
      'invalid-input',
      'detailPattern',
    ],
  ])('refuses %s', async (_what, changes, code, field) => {
    const functionName = await aFunction();
    await expect(plan(functionName, changes)).rejects.toMatchObject({ code, field });
  });

  it('explains a destination and a rule that are taken, and what is not there', async () => {
    const { aws } = test.runtime;
    const functionName = await aFunction();
    const other = BUS_ARN.replace('chains', 'default');
    await putFunctionEventInvokeConfig(aws, {
      FunctionName: functionName,
      DestinationConfig: { OnSuccess: { Destination: other } },
    });
    await expect(plan(functionName)).rejects.toMatchObject({
      code: 'conflict',
      field: 'on',
      message: expect.stringContaining(other),
    });
    await ruleInAws(aws, { eventBusName: 'chains', ruleName: 'taken', eventPattern: { source: ['x'] } });
    const free = await aFunction();
    await expect(plan(free, { ruleName: 'taken' })).rejects.toMatchObject({
      code: 'conflict',
      field: 'ruleName',
    });
    await expect(plan('nobody')).rejects.toMatchObject({ code: 'not-found' });
    await expect(plan(free, { eventBusName: 'nowhere' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(removal(free)).rejects.toMatchObject({ code: 'not-found' });
  });

  it.each(['PutRule', 'AddPermission', 'PutTargets', 'PutFunctionEventInvokeConfig'])(
    'leaves AWS as it was when %s is denied',
    async (operation) => {
      const functionName = await aFunction();
      const proposed = await plan(functionName);
      await test.fault({ kind: 'access-denied', operation, probability: 1 });
      expect((await executed(test.runtime, proposed)).status).toBe('failed');
      await test.fault();
      expect(await configOf(functionName)).toBeNull();
      expect(await getPolicy(test.runtime.aws, { functionName })).toBeNull();
      expect(await rerunsOf(functionName)).toEqual([]);
    },
  );
});
