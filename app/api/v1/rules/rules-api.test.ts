import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { apiRoutes } from '@/lib/contract/api-routes';
import { answer, refused, runPlan } from '@/lib/testing/call-api';
import { startTestRuntime, type TestRuntime } from '@/lib/testing/start-test-runtime';
import * as removalRoute from '../functions/[name]/rerun-rules/removals/route';
import * as rerunRoute from '../functions/[name]/rerun-rules/route';
import * as exportRoute from './[eventBusName]/[ruleName]/export/route';
import * as plansRoute from './[eventBusName]/[ruleName]/plans/route';
import * as ruleRoute from './[eventBusName]/[ruleName]/route';
import * as checksRoute from './checks/route';
import * as rulesRoute from './route';

// Next's connection() only keeps a handler from being run at build time, and throws outside a request of Next's own.
vi.mock('next/server', () => ({ connection: async () => undefined }));

let test: TestRuntime;
beforeAll(async () => {
  test = await startTestRuntime();
  await test.createFunction('order', 'export const handler = async () => 1;');
});
afterEach(() => test.fault());
afterAll(() => test.stop());

const RULE = {
  eventBusName: 'default',
  ruleName: 'by-api',
  eventPattern: '{"source":["shop"]}',
  targets: [{ id: 'run', arn: 'arn:aws:lambda:us-east-1:000000000000:function:order' }],
};
const ref = { eventBusName: 'default', ruleName: 'by-api' };

describe('the API of rules', () => {
  it('checks, saves, lists, reads, exports, switches and deletes a rule', async () => {
    const check = await answer(apiRoutes.checkRule, checksRoute.POST, { body: { rule: RULE } });
    expect(check).toMatchObject({ problems: [], acceptedByAws: true });
    const plan = await answer(apiRoutes.planSaveRule, rulesRoute.POST, { body: RULE });
    expect(plan.calls).toHaveLength(3);
    await runPlan(plan);
    const page = await answer(apiRoutes.listRules, rulesRoute.GET);
    expect(page.items).toMatchObject([{ ...ref, targets: [{ permitted: 'yes' }] }]);
    const detail = await answer(apiRoutes.getRule, ruleRoute.GET, { params: ref });
    expect(detail.targetSettings).toMatchObject(RULE.targets);
    const text = await answer(apiRoutes.exportRule, exportRoute.GET, {
      params: ref,
      query: 'format=terraform',
    });
    expect(text.text).toContain('aws_cloudwatch_event_rule');
    for (const act of ['disable', 'delete']) {
      const next = await answer(apiRoutes.planRuleAct, plansRoute.POST, { params: ref, body: { act } });
      await runPlan(next);
    }
    expect((await answer(apiRoutes.listRules, rulesRoute.GET)).items).toEqual([]);
  });

  it('names every field at fault', async () => {
    const fieldsOf = async (body: object) =>
      (await refused(rulesRoute.POST, { body }, 400)).errors.map(({ field }) => field);
    const badTarget = { ...RULE, ruleName: 'no spaces', targets: [{ id: '', arn: 'x' }] };
    expect(await fieldsOf(badTarget)).toEqual(['ruleName', 'targets.0.id', 'targets.0.arn']);
    const many = Array.from({ length: 6 }, (_, index) => ({ ...RULE.targets[0], id: `t${index}` }));
    expect(await fieldsOf({ ...RULE, targets: many })).toEqual(['targets']);
    const invalid = {
      ...RULE,
      eventPattern: '{"source":[]}',
      targets: [{ ...RULE.targets[0], input: '{' }],
    };
    expect(await fieldsOf(invalid)).toEqual(['eventPattern', 'targets.0.input']);
    await refused(plansRoute.POST, { params: ref, body: { act: 'delete' } }, 404);
  });

  it('plans a re-run without code and its removal', async () => {
    const params = { name: 'order' };
    const body = {
      eventBusName: 'default',
      ruleName: 'order-again',
      on: 'success',
      bound: { path: 'responsePayload.attempt', below: 3 },
      nextInput: 'response',
    };
    await runPlan(await answer(apiRoutes.planRerunRule, rerunRoute.POST, { params, body }));
    expect(await answer(apiRoutes.listRerunRules, rerunRoute.GET, { params })).toMatchObject({
      items: [{ functionName: 'order', ruleName: 'order-again', on: 'success' }],
    });
    const { ruleName, eventBusName } = body;
    const removal = { params, body: { eventBusName, ruleName } };
    await runPlan(await answer(apiRoutes.planRemoveRerunRule, removalRoute.POST, removal));
    expect((await answer(apiRoutes.listRerunRules, rerunRoute.GET, { params })).items).toEqual([]);
    await refused(rerunRoute.POST, { params, body: { ...body, bound: null } }, 409);
  });
});
