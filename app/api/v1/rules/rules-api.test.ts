import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { z } from 'zod';
import type { ApiRoute } from '@/lib/contract/api-route';
import { apiRoutes } from '@/lib/contract/api-routes';
import { zProblem } from '@/lib/contract/problem';
import { startTestRuntime, type TestRuntime } from '@/lib/testing/start-test-runtime';
import { until } from '@/lib/testing/until';
import * as removalRoute from '../functions/[name]/rerun-rules/removals/route';
import * as rerunRoute from '../functions/[name]/rerun-rules/route';
import * as actsRoute from '../plans/[planId]/acts/route';
import * as planRoute from '../plans/[planId]/route';
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

type Handler = (
  request: Request,
  context: { params: Promise<Record<string, string | string[] | undefined>> },
) => Promise<Response>;

const call = (handler: Handler, params: Record<string, string>, query: string, body?: unknown) =>
  handler(
    new Request(`http://127.0.0.1/?${query}`, {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      headers: { 'content-type': 'application/json' },
    }),
    { params: Promise.resolve(params) },
  );

/** What the handler answers, by the route's own schema. */
async function answer<Answers extends Record<number, z.ZodType>>(
  route: ApiRoute & { answers: Answers },
  handler: Handler,
  given: { params?: Record<string, string>; query?: string; body?: unknown } = {},
): Promise<z.output<Answers[keyof Answers & number]>> {
  const response = await call(handler, given.params ?? {}, given.query ?? '', given.body);
  const body: unknown = await response.json();
  const [[status, schema] = []] = Object.entries(route.answers);
  expect({ status: response.status, body }).toMatchObject({ status: Number(status) });
  return schema?.parse(body) as z.output<Answers[keyof Answers & number]>;
}
async function refused(handler: Handler, params: Record<string, string>, body: unknown, status: number) {
  const response = await call(handler, params, '', body);
  const problem = zProblem.parse(await response.json());
  expect({ status: response.status, problem }).toMatchObject({ status });
  return problem;
}

const RULE = {
  eventBusName: 'default',
  ruleName: 'by-api',
  eventPattern: '{"source":["shop"]}',
  targets: [{ id: 'run', arn: 'arn:aws:lambda:us-east-1:000000000000:function:order' }],
};
const ref = { eventBusName: 'default', ruleName: 'by-api' };

async function run({ planId, fingerprint }: { planId: string; fingerprint: string }) {
  const body = { act: 'execute', fingerprint };
  await answer(apiRoutes.actOnPlan, actsRoute.POST, { params: { planId }, body });
  await until(async () => {
    const plan = await answer(apiRoutes.getPlan, planRoute.GET, { params: { planId } });
    return plan.status === 'done';
  });
}

describe('the API of rules', () => {
  it('checks, saves, lists, reads, exports, switches and deletes a rule', async () => {
    const check = await answer(apiRoutes.checkRule, checksRoute.POST, { body: { rule: RULE } });
    expect(check).toMatchObject({ problems: [], acceptedByAws: true });
    const plan = await answer(apiRoutes.planSaveRule, rulesRoute.POST, { body: RULE });
    expect(plan.calls).toHaveLength(3);
    await run(plan);
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
      await run(next);
    }
    expect((await answer(apiRoutes.listRules, rulesRoute.GET)).items).toEqual([]);
  });

  it('names every field at fault', async () => {
    const fieldsOf = async (body: object) =>
      (await refused(rulesRoute.POST, {}, body, 400)).errors.map(({ field }) => field);
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
    await refused(plansRoute.POST, ref, { act: 'delete' }, 404);
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
    await run(await answer(apiRoutes.planRerunRule, rerunRoute.POST, { params, body }));
    expect(await answer(apiRoutes.listRerunRules, rerunRoute.GET, { params })).toMatchObject({
      items: [{ functionName: 'order', ruleName: 'order-again', on: 'success' }],
    });
    const { ruleName, eventBusName } = body;
    const removal = { params, body: { eventBusName, ruleName } };
    await run(await answer(apiRoutes.planRemoveRerunRule, removalRoute.POST, removal));
    expect((await answer(apiRoutes.listRerunRules, rerunRoute.GET, { params })).items).toEqual([]);
    await refused(rerunRoute.POST, params, { ...body, bound: null }, 409);
  });
});
