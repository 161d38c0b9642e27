import { PutFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { EventEntry } from '../../contract/event.ts';
import { startTestRuntime, type TestRuntime } from '../../testing/start-test-runtime.ts';
import { busInAws, functionArn, ruleInAws } from '../testing/rule-in-aws.ts';
import { forecastEvents } from './forecast-events.ts';

let test: TestRuntime;
beforeAll(async () => {
  test = await startTestRuntime();
  for (const name of ['orders', 'stopped']) {
    await test.createFunction(name, 'export const handler = async () => 1;');
  }
});
afterEach(() => test.fault());
afterAll(() => test.stop());

const entryOn = (eventBusName: string, changes: Partial<EventEntry> = {}): EventEntry => ({
  eventBusName,
  source: 'shop',
  detailType: 'Order',
  detail: '{"status":"PENDING"}',
  resources: [],
  time: null,
  ...changes,
});

async function forecastOf(entry: EventEntry) {
  const { entries } = await forecastEvents(test.runtime, { entries: [entry] });
  const [only] = entries;
  if (only === undefined) throw new Error('no forecast');
  return only;
}

describe('forecastEvents', () => {
  it('says which function a matching rule runs', async () => {
    const { aws } = test.runtime;
    await busInAws(aws, 'reaches');
    await ruleInAws(aws, {
      eventBusName: 'reaches',
      ruleName: 'orders-rule',
      eventPattern: { source: ['shop'] },
      functionName: 'orders',
    });
    await ruleInAws(aws, {
      eventBusName: 'reaches',
      ruleName: 'other',
      eventPattern: { source: ['shop'], detail: { status: ['DONE'] } },
    });
    const forecast = await forecastOf(entryOn('reaches'));
    expect(forecast).toMatchObject({
      bus: 'exists',
      problems: [],
      verdict: 'reaches',
      message: 'Rule orders-rule matches and runs orders.',
      nearestRuleName: null,
      rules: [
        {
          ruleName: 'orders-rule',
          outcome: 'matches',
          targets: [
            { functionName: 'orders', permitted: 'yes', reason: 'Statement by-orders-rule permits it.' },
          ],
        },
        {
          ruleName: 'other',
          outcome: 'nearly',
          failures: [{ path: ['detail', 'status'], actual: '"PENDING"' }],
        },
      ],
    });
    expect(forecast.sizeBytes).toBe(4 + 5 + 20);
  });

  it('cannot be overlooked where names differ letter by letter', async () => {
    const { aws } = test.runtime;
    await busInAws(aws, 'mismatch');
    await ruleInAws(aws, {
      eventBusName: 'mismatch',
      ruleName: 'my-rule',
      eventPattern: { source: ['my.event.source'], 'detail-type': ['MyEvent'] },
      functionName: 'orders',
    });
    await ruleInAws(aws, {
      eventBusName: 'mismatch',
      ruleName: 'a-stranger',
      eventPattern: { source: ['payments'], 'detail-type': ['Charged'] },
    });
    const forecast = await forecastOf(
      entryOn('mismatch', { source: 'mySource', detailType: 'myDetailType', detail: '{}' }),
    );
    expect(forecast).toMatchObject({
      verdict: 'nothing-matches',
      nearestRuleName: 'my-rule',
      message:
        'Nothing matches: none of the 2 rules on bus mismatch catches this event. The nearest is my-rule: source is "mySource", the rule wants "my.event.source"; detail-type is "myDetailType", the rule wants "MyEvent".',
    });
    expect(forecast.rules[0]).toMatchObject({ ruleName: 'my-rule', outcome: 'differs' });
    expect(forecast.rules[0]?.failures).toHaveLength(2);
    expect(JSON.parse(forecast.suggestedPattern ?? '')).toEqual({
      source: ['mySource'],
      'detail-type': ['myDetailType'],
    });
  });

  it('says that a bus has no rule', async () => {
    await busInAws(test.runtime.aws, 'empty');
    expect(await forecastOf(entryOn('empty'))).toMatchObject({
      verdict: 'nothing-matches',
      message: 'Nothing matches: bus empty has no rule that an event could match.',
      rules: [],
      nearestRuleName: null,
    });
  });

  it('leaves out the rule that only watches the bus', async () => {
    const { aws } = test.runtime;
    await busInAws(aws, 'watched');
    await ruleInAws(aws, {
      eventBusName: 'watched',
      ruleName: 'reprise-watch-watched',
      eventPattern: { account: ['000000000000'] },
      targets: [
        { Id: 'log', Arn: 'arn:aws:logs:us-east-1:000000000000:log-group:/aws/events/reprise/watched' },
      ],
    });
    expect(await forecastOf(entryOn('watched'))).toMatchObject({ verdict: 'nothing-matches', rules: [] });
  });

  it.each([
    {
      what: 'a disabled rule',
      rule: { state: 'DISABLED' as const, functionName: 'orders' },
      verdict: 'only-disabled',
      message: 'Rule r1 matches, but is disabled: nothing would run.',
    },
    {
      what: 'a rule without target',
      rule: {},
      verdict: 'no-target',
      message: 'Rule r2 matches, but has no target: nothing would run.',
    },
    {
      what: 'a target without permission',
      rule: { functionName: 'orders', permitted: false },
      verdict: 'not-permitted',
      message: /^Rule r3 matches, but nothing would run\. orders is not reached: /,
    },
    {
      what: 'a missing function',
      rule: { targets: [{ Id: 'gone', Arn: functionArn('gone') }] },
      verdict: 'not-permitted',
      message:
        'Rule r4 matches, but nothing would run. gone is not reached: There is no function of this name.',
    },
    {
      what: 'a log group',
      rule: { targets: [{ Id: 'log', Arn: 'arn:aws:logs:us-east-1:000000000000:log-group:/aws/events/x' }] },
      verdict: 'not-permitted',
      message:
        'Rule r5 matches, but nothing would run. log group /aws/events/x is not reached: No resource policy of CloudWatch Logs lets EventBridge write to it.',
    },
  ])('judges $what', async ({ what, rule, verdict, message }) => {
    const { aws } = test.runtime;
    const number = ['a disabled', 'a rule', 'a target', 'a missing', 'a log'].findIndex((start) =>
      what.startsWith(start),
    );
    const eventBusName = `bus-${number + 1}`;
    await busInAws(aws, eventBusName);
    await ruleInAws(aws, {
      eventBusName,
      ruleName: `r${number + 1}`,
      eventPattern: { source: ['shop'] },
      ...rule,
    });
    const forecast = await forecastOf(entryOn(eventBusName));
    expect(forecast.verdict).toBe(verdict);
    expect(forecast.message).toMatch(message);
  });

  it('sees a reserved concurrency of 0', async () => {
    const { aws } = test.runtime;
    await busInAws(aws, 'zero');
    await ruleInAws(aws, {
      eventBusName: 'zero',
      ruleName: 'z',
      eventPattern: { source: ['shop'] },
      functionName: 'stopped',
    });
    await aws.lambda.send(
      new PutFunctionConcurrencyCommand({ FunctionName: 'stopped', ReservedConcurrentExecutions: 0 }),
    );
    expect(await forecastOf(entryOn('zero'))).toMatchObject({
      verdict: 'not-permitted',
      message:
        'Rule z matches, but nothing would run. stopped is not reached: Its reserved concurrency is 0: Lambda lets no run of it start.',
    });
  });

  it('refuses an unknown bus and names the near ones', async () => {
    await busInAws(test.runtime.aws, 'payments-bus');
    expect(await forecastOf(entryOn('payment-bus'))).toMatchObject({
      bus: 'missing',
      verdict: 'unknown-bus',
      message:
        'There is no event bus named payment-bus in this account and region. Did you mean payments-bus?',
      problems: [{ field: 'eventBusName' }],
    });
  });

  it('says what AWS would refuse of an entry', async () => {
    await busInAws(test.runtime.aws, 'invalid');
    expect(await forecastOf(entryOn('invalid', { source: 'aws.s3', detail: '[1]' }))).toMatchObject({
      verdict: 'invalid',
      problems: [{ field: 'source' }, { field: 'detail' }],
    });
  });

  it('says that it does not know where AWS denies to look', async () => {
    await busInAws(test.runtime.aws, 'denied');
    await test.fault({ kind: 'access-denied', operation: 'ListRules', probability: 1 });
    expect(await forecastOf(entryOn('denied'))).toMatchObject({
      bus: 'unreadable',
      verdict: 'unknown',
      message: expect.stringContaining('AWS denied events:ListRules'),
    });
  });
});
