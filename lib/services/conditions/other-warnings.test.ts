import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SaveConditionInput } from '../../contract/condition.ts';
import { startTestRuntime, type TestRuntime } from '../../testing/start-test-runtime.ts';
import { busyInput } from '../testing/condition-of-test.ts';
import { busInAws, ruleInAws } from '../testing/rule-in-aws.ts';
import { NO_CLAIM } from './deployed-resources.ts';
import { otherWarnings } from './other-warnings.ts';

type How = SaveConditionInput['how'];
interface Other {
  when: string;
  how?: How;
  paused?: boolean;
}

let test: TestRuntime;
beforeAll(async () => {
  test = await startTestRuntime();
  await busInAws(test.runtime.aws, 'chains');
});
afterEach(() => test.fault());
afterAll(() => test.stop());

let count = 0;
function aName(what: string): string {
  count += 1;
  return `${what}-${count}`;
}

/** A condition as deploying it leaves it in the store. */
async function stands({ when, how = 'invoke', paused = false }: Other): Promise<string> {
  const { conditions } = test.runtime.store;
  const input = busyInput({ name: aName('other'), functionName: aName('busy'), how, when });
  const { functionName } = input;
  const { conditionId } = await conditions.save({ ...input, conditionId: input.name, input });
  const functionArn = `arn:aws:lambda:us-east-1:000000000000:function:${functionName}`;
  const resources = {
    functionName,
    functionArn,
    claim: NO_CLAIM,
    formerConfig: null,
    rule: null,
    machine: null,
    role: null,
  };
  await conditions.setDeployed(conditionId, { version: 1, how, at: new Date(), paused, resources });
  return functionName;
}

const warnings = (functionName: string, when: string, how: How = 'invoke') =>
  otherWarnings(test.runtime, { conditionId: null, functionName, how, when });

const BY_INVOKE = '{"requestPayload":{"by":["invoke"]}}';
const BY_EVENT = '{"requestPayload":{"by":["eventbridge"]}}';
const FAILED = '{"requestContext":{"condition":["RetriesExhausted"]}}';

describe('otherWarnings', () => {
  it.each<[string, Other, string, How, boolean]>([
    ['a result that both match', { when: BY_INVOKE }, BY_INVOKE, 'invoke', true],
    ['one that no condition tells apart', { when: FAILED }, BY_INVOKE, 'invoke', true],
    ['values of which a result has one', { when: BY_EVENT }, BY_INVOKE, 'invoke', false],
    ['one that is paused', { when: BY_INVOKE, paused: true }, BY_INVOKE, 'invoke', false],
    ['records of both', { when: BY_INVOKE, how: 'eventbridge' }, BY_INVOKE, 'eventbridge', true],
    [
      'runs of two state machines',
      { when: BY_INVOKE, how: 'stepfunctions' },
      BY_INVOKE,
      'stepfunctions',
      false,
    ],
    [
      'a state machine and a rule',
      { when: BY_INVOKE, how: 'stepfunctions' },
      BY_INVOKE,
      'eventbridge',
      false,
    ],
    ['a state machine and all runs', { when: BY_INVOKE, how: 'stepfunctions' }, BY_INVOKE, 'invoke', true],
  ])('of another condition: %s', async (_what, other, when, how, warned) => {
    const functionName = await stands(other);
    expect(await warnings(functionName, when, how)).toHaveLength(warned ? 1 : 0);
  });

  it('goes by the version that is deployed, and not by a later draft', async () => {
    const functionName = await stands({ when: BY_INVOKE });
    const { conditions } = test.runtime.store;
    const row = (await conditions.list()).find((each) => each.functionName === functionName);
    if (row === undefined) throw new Error('the condition is gone');
    await conditions.save({ ...row, input: { ...row.input, when: BY_EVENT } });
    expect(await warnings(functionName, BY_EVENT)).toEqual([]);
    expect(await warnings(functionName, BY_INVOKE)).toEqual([
      `Condition ${row.name} runs ${functionName} again as well: a result that both match runs again twice.`,
    ]);
  });

  it('of a rule: as AWS has it now, and all the same where it cannot be read', async () => {
    const { aws, store } = test.runtime;
    const functionName = aName('busy');
    await test.createFunction(functionName, 'export const handler = () => null;');
    const rule = { eventBusName: 'chains', ruleName: aName('again') };
    await store.events.setRerunRule({ ...rule, functionName, on: 'success', former: null });
    await store.events.setRerunRule({ ...rule, ruleName: 'gone', functionName, on: 'failure', former: null });
    const eventPattern = {
      source: ['lambda'],
      'detail-type': ['Lambda Function Invocation Result - Success'],
      detail: JSON.parse(BY_INVOKE) as unknown,
    };
    await ruleInAws(aws, { ...rule, functionName, eventPattern });
    await test.fault({ kind: 'access-denied', operation: 'ListRules', probability: 1 });
    expect(await warnings(functionName, BY_EVENT)).toHaveLength(2);
    await test.fault();
    expect(await warnings(functionName, BY_EVENT)).toEqual([]);
    expect(await warnings(functionName, FAILED)).toEqual([]);
    expect(await warnings(functionName, BY_INVOKE, 'stepfunctions')).toEqual([]);
    expect(await warnings(functionName, BY_INVOKE)).toEqual([
      `Rule ${rule.ruleName} runs ${functionName} again as well: a result that both match runs again twice.`,
    ]);
  });
});
