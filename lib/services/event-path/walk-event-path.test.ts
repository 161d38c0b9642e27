import { randomUUID } from 'node:crypto';
import { DeleteEventBusCommand, DisableRuleCommand, RemoveTargetsCommand } from '@aws-sdk/client-eventbridge';
import {
  DeleteFunctionConcurrencyCommand,
  PutFunctionConcurrencyCommand,
  RemovePermissionCommand,
} from '@aws-sdk/client-lambda';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { EventPath, PathFix } from '../../contract/event.ts';
import { startTestRuntime, type TestRuntime } from '../../testing/start-test-runtime.ts';
import { until } from '../../testing/until.ts';
import { invokeFunction } from '../invoke-function.ts';
import { executePlan } from '../plan/execute-plan.ts';
import { findPlan } from '../plan/find-plan.ts';
import { publishEventsAndWait } from '../publish/publish-events.ts';
import { busInAws, functionArn, ruleInAws } from '../testing/rule-in-aws.ts';
import { planPathFix } from './plan-path-fix.ts';
import { walkEventPath, walkEventPathOfEvent } from './walk-event-path.ts';

const LOGGING = `export const handler = async (event) => {
  console.log(JSON.stringify(event));
  if (event.detail?.fail) throw new Error('as asked');
};`;

let test: TestRuntime;
beforeAll(async () => {
  test = await startTestRuntime();
  for (const name of ['orders', 'stopped']) await test.createFunction(name, LOGGING);
});
afterEach(() => test.fault());
afterAll(() => test.stop());

const pattern = { source: ['shop'], 'detail-type': ['Order'] };

async function way(
  eventBusName: string,
  rule: Omit<Parameters<typeof ruleInAws>[1], 'eventBusName' | 'ruleName' | 'eventPattern'> & {
    eventPattern?: object;
  } = {},
) {
  await busInAws(test.runtime.aws, eventBusName);
  await ruleInAws(test.runtime.aws, {
    eventPattern: pattern,
    ...rule,
    eventBusName,
    ruleName: `rule-of-${eventBusName}`,
  });
}

async function published(
  eventBusName: string,
  changes: { detailType?: string; detail?: string } = {},
  hopId: string | null = null,
) {
  const entry = { source: 'shop', detailType: 'Order', detail: '{}', resources: [], time: null, ...changes };
  const operation = await publishEventsAndWait(test.runtime, {
    operationId: randomUUID(),
    entries: [{ eventBusName, ...entry }],
    hopId,
  });
  const eventId = operation.entries?.[0]?.eventId;
  if (!eventId) throw new Error(`not published: ${JSON.stringify(operation.error)}`);
  return eventId;
}

const statuses = (path: EventPath) =>
  Object.fromEntries(path.steps.map(({ step, status }) => [step, status]));
const stepOf = (path: EventPath, name: string) => path.steps.find(({ step }) => step === name);

async function carriedOut(fix: PathFix | undefined) {
  if (fix === undefined) throw new Error('no fix');
  const plan = await planPathFix(test.runtime, fix);
  await executePlan(test.runtime, { planId: plan.planId, fingerprint: plan.fingerprint });
  await until(async () => {
    const { status } = await findPlan(test.runtime, plan.planId);
    if (status === 'failed') throw new Error('the plan failed');
    return status === 'done';
  });
  return plan;
}

describe('walkEventPath', () => {
  it('finds nothing broken where the event ran its function', async () => {
    await way('fine', { functionName: 'orders' });
    const eventId = await published('fine');
    const path = await until(async () => {
      const walked = await walkEventPathOfEvent(test.runtime, eventId);
      return stepOf(walked, 'function')?.status === 'ok' && walked;
    });
    expect(path).toMatchObject({ eventKey: eventId, eventId, verdict: null, fixes: [] });
    expect(statuses(path)).toEqual({
      'put-events': 'ok',
      bus: 'ok',
      rule: 'ok',
      pattern: 'ok',
      target: 'ok',
      permission: 'ok',
      throttle: 'ok',
      recursion: 'ok',
      'dead-letter-queue': 'unknown',
      function: 'ok',
    });
  });

  it('finds a disabled rule, and its fix enables it', async () => {
    await way('disabled', { functionName: 'orders' });
    await test.runtime.aws.events.send(
      new DisableRuleCommand({ Name: 'rule-of-disabled', EventBusName: 'disabled' }),
    );
    const eventId = await published('disabled');
    const path = await walkEventPathOfEvent(test.runtime, eventId);
    expect(path.verdict).toBe('Rule rule-of-disabled would match, but is disabled.');
    expect(statuses(path)).toMatchObject({
      bus: 'ok',
      rule: 'broken',
      pattern: 'not-reached',
      function: 'not-reached',
    });
    expect(path.fixes.map(({ label }) => label)).toEqual(['Enable rule rule-of-disabled']);
    await carriedOut(path.fixes[0]?.fix);
    expect(stepOf(await walkEventPathOfEvent(test.runtime, eventId), 'rule')?.status).toBe('ok');
  });

  it('finds a pattern that does not match, with the reason and where to mend it', async () => {
    await way('mismatch', { functionName: 'orders' });
    const eventId = await published('mismatch', { detailType: 'order' });
    const path = await walkEventPathOfEvent(test.runtime, eventId);
    expect(path.verdict).toBe(
      'The only rule on bus mismatch, rule-of-mismatch, does not match the event: detail-type is "order", the rule wants "Order".',
    );
    expect(statuses(path)).toMatchObject({ rule: 'ok', pattern: 'broken', target: 'not-reached' });
    expect(path.fixes.map(({ fix }) => fix)).toEqual([
      { kind: 'edit-rule', eventBusName: 'mismatch', ruleName: 'rule-of-mismatch' },
      { kind: 'create-rule', eventKey: eventId },
    ]);
    await expect(planPathFix(test.runtime, { kind: 'create-rule', eventKey: eventId })).rejects.toMatchObject(
      {
        code: 'invalid-input',
      },
    );
  });

  it('finds a bus without rules', async () => {
    await busInAws(test.runtime.aws, 'bare');
    const path = await walkEventPathOfEvent(test.runtime, await published('bare'));
    expect(path.verdict).toBe('Bus bare has no rule that an event could match.');
    expect(path.fixes.map(({ fix }) => fix.kind)).toEqual(['create-rule']);
  });

  it('finds a rule without target', async () => {
    await way('untargeted', { functionName: 'orders' });
    await test.runtime.aws.events.send(
      new RemoveTargetsCommand({ Rule: 'rule-of-untargeted', EventBusName: 'untargeted', Ids: ['function'] }),
    );
    const path = await walkEventPathOfEvent(test.runtime, await published('untargeted'));
    expect(path.verdict).toBe('Rule rule-of-untargeted has no target: nothing is run.');
    expect(statuses(path)).toMatchObject({ pattern: 'ok', target: 'broken', permission: 'not-reached' });
  });

  it('finds a missing function', async () => {
    await way('gone', { targets: [{ Id: 'gone', Arn: functionArn('gone') }] });
    const path = await walkEventPathOfEvent(test.runtime, await published('gone'));
    expect(path.verdict).toBe('Rule rule-of-gone points to gone, and there is no such function.');
  });

  it('finds a missing permission, and its fix adds it', async () => {
    await way('forbidden', { functionName: 'orders' });
    await test.runtime.aws.lambda.send(
      new RemovePermissionCommand({ FunctionName: 'orders', StatementId: 'by-rule-of-forbidden' }),
    );
    const eventId = await published('forbidden');
    const path = await walkEventPathOfEvent(test.runtime, eventId);
    expect(path.verdict).toMatch(/^EventBridge may not invoke orders for rule rule-of-forbidden: /);
    expect(statuses(path)).toMatchObject({ target: 'ok', permission: 'broken' });
    const plan = await carriedOut(path.fixes[0]?.fix);
    expect(plan.calls.map(({ operation }) => operation)).toEqual(['AddPermission']);
    expect(stepOf(await walkEventPathOfEvent(test.runtime, eventId), 'permission')?.status).toBe('ok');
  });

  it('finds a reserved concurrency of 0, and its fix lifts it', async () => {
    const { aws } = test.runtime;
    await way('zero', { functionName: 'stopped' });
    await aws.lambda.send(
      new PutFunctionConcurrencyCommand({ FunctionName: 'stopped', ReservedConcurrentExecutions: 0 }),
    );
    const eventId = await published('zero');
    const path = await walkEventPathOfEvent(test.runtime, eventId);
    expect(path.verdict).toBe('The reserved concurrency of stopped is 0: Lambda lets no run of it start.');
    expect(statuses(path)).toMatchObject({ permission: 'ok', throttle: 'broken' });
    const plan = await carriedOut(path.fixes[0]?.fix);
    expect(plan.warnings[0]).toContain('make sure that nobody stopped stopped on purpose');
    expect(stepOf(await walkEventPathOfEvent(test.runtime, eventId), 'throttle')?.evidence).not.toContain(
      '0',
    );
    await aws.lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName: 'stopped' }));
  });

  it('finds the event in the dead-letter queue with EventBridge’s reason', async () => {
    const { aws } = test.runtime;
    const { QueueUrl } = await aws.sqs.send(new CreateQueueCommand({ QueueName: 'letters' }));
    const { Attributes } = await aws.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
    );
    const queueArn = Attributes?.QueueArn ?? '';
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'events.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: queueArn,
        },
      ],
    });
    await aws.sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
    await way('buried', {
      targets: [{ Id: 'function', Arn: functionArn('orders'), DeadLetterConfig: { Arn: queueArn } }],
    });
    const eventId = await published('buried');
    const path = await until(async () => {
      const walked = await walkEventPathOfEvent(test.runtime, eventId);
      return stepOf(walked, 'permission')?.status === 'broken' && walked;
    });
    expect(path.verdict).toMatch(/^EventBridge may not invoke orders/);
    await carriedOut(path.fixes[0]?.fix);
    const again = await until(async () => {
      const walked = await walkEventPathOfEvent(test.runtime, eventId);
      return stepOf(walked, 'dead-letter-queue')?.status === 'broken' && walked;
    });
    expect(again.verdict).toBe(
      'EventBridge gave up and put the event into the dead-letter queue letters: NO_PERMISSIONS.',
    );
    expect(stepOf(again, 'dead-letter-queue')?.evidence).toContain('NO_PERMISSIONS');
  });

  it('finds a function that ran and failed', async () => {
    await way('failing', { functionName: 'orders' });
    const eventId = await published('failing', { detail: '{"fail":true}' });
    const path = await until(async () => {
      const walked = await walkEventPathOfEvent(test.runtime, eventId);
      return stepOf(walked, 'function')?.status === 'broken' && walked;
    });
    expect(path.verdict).toBe('orders ran for this event and failed.');
  });

  it('finds a bus that was deleted since', async () => {
    await busInAws(test.runtime.aws, 'deleted');
    const eventId = await published('deleted');
    await test.runtime.aws.events.send(new DeleteEventBusCommand({ Name: 'deleted' }));
    const path = await walkEventPathOfEvent(test.runtime, eventId);
    expect(path.verdict).toMatch(
      /^There is no event bus named deleted .* EventBridge dropped the event without a word\.$/,
    );
    expect(path.fixes.map(({ fix }) => fix.kind)).toEqual(['publish-again']);
  });

  it('walks from the hop that published, and says so where only an ID is known', async () => {
    const eventId = randomUUID();
    await test.createFunction(
      'publisher',
      `export const handler = async (event, context) => {
        console.log(JSON.stringify({ rerun: { v: 1, via: 'eventbridge', attempt: 1, requestId: context.awsRequestId, next: { eventId: '${eventId}' } } }));
      };`,
    );
    const run = await invokeFunction(test.runtime, {
      functionName: 'publisher',
      payload: '{}',
      invocationType: 'RequestResponse',
      traceId: null,
      idempotencyKey: null,
    });
    const path = await until(async () => {
      const walked = await walkEventPath(test.runtime, run.hopId ?? '');
      return walked.eventId === eventId && walked;
    });
    expect(path).toMatchObject({ verdict: null });
    expect(statuses(path)).toMatchObject({
      'put-events': 'ok',
      bus: 'unknown',
      rule: 'unknown',
      pattern: 'unknown',
    });
    await ruleInAws(test.runtime.aws, {
      eventBusName: 'default',
      ruleName: 'again',
      eventPattern: pattern,
      state: 'DISABLED',
      functionName: 'publisher',
    });
    const judged = await walkEventPath(test.runtime, run.hopId ?? '');
    expect(judged.verdict).toBe('Every rule that runs publisher is disabled: again.');
    expect(judged.fixes[0]?.fix).toEqual({ kind: 'enable-rule', eventBusName: 'default', ruleName: 'again' });
  });

  it('says not-found for what is not there', async () => {
    await expect(walkEventPath(test.runtime, 'none')).rejects.toMatchObject({
      code: 'not-found',
      field: 'hopId',
    });
    await expect(walkEventPathOfEvent(test.runtime, 'none')).rejects.toMatchObject({
      code: 'not-found',
      field: 'eventKey',
    });
  });
});
