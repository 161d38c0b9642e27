import { afterAll, beforeAll, expect, test } from 'vitest';
import { observe } from '../../../domain/observe.ts';
import { EXAMPLE_FUNCTIONS } from '../../functions/catalogue.ts';
import { deployExamples } from './deploy-examples.ts';
import { exampleRound, startExampleRounds } from './example-rounds.ts';
import { REGION, startTestLambda, type TestLambda } from './testing/start-test-lambda.ts';

let lambda: TestLambda;
let end = () => {};
const errors: unknown[] = [];
beforeAll(async () => {
  lambda = await startTestLambda({ timeScale: 0.05 });
  const client = { endpoint: lambda.endpoint, region: REGION };
  await deployExamples(client);
  await deployExamples(client);
  end = startExampleRounds(client, (error) => errors.push(error));
});
afterAll(async () => {
  end();
  await lambda.stop();
  expect(errors).toEqual([]);
  expect(lambda.bugs).toEqual([]);
});

const reports = (name: string) =>
  lambda.messages(name).filter((line) => line.startsWith('REPORT') || line.includes('"platform.report"'))
    .length;

test('one round brings every story to its end', async () => {
  const dropped = () => lambda.counted.some(({ metric }) => metric === 'RecursiveInvocationsDropped');
  await lambda.until(() => reports('runaway-loop') === 16 && dropped(), 30_000);
  await lambda.until(() => reports('import-batch') > 15, 30_000);
  await lambda.until(() => reports('fan-out') === 4 && reports('nightly-report') === 4, 30_000);
  await lambda.until(() => reports('sync-inventory') === 3 && reports('order-poller') > 1, 30_000);
  await lambda.until(() => reports('charge-payment') > 1, 30_000);
}, 60_000);

test('the product reads every line of it', () => {
  const lines = observe(lambda.logged.map((event) => ({ ...event, ingestionTime: null, eventId: null })));
  const count = (functionName: string, kind: string) =>
    lines.filter(
      ({ event, observation }) =>
        event.logGroupName === `/aws/lambda/${functionName}` && observation?.kind === kind,
    ).length;
  for (const { name, tracing, ofConditions } of EXAMPLE_FUNCTIONS) {
    expect([name, count(name, 'report')]).toEqual([name, reports(name)]);
    // runs from the second round on
    if (ofConditions === true) continue;
    const traced = lines.some(
      ({ event, observation }) =>
        event.logGroupName === `/aws/lambda/${name}` &&
        observation?.kind === 'report' &&
        observation.traceId !== null,
    );
    expect([name, traced]).toEqual([name, tracing === 'Active']);
  }
  // every run announces itself and its call; the dropped 17th was called too
  expect(count('runaway-loop', 'marker')).toBe(32);
  expect(count('order-poller', 'marker')).toBeGreaterThan(2);
  expect(count('fan-out', 'marker')).toBe(4 + 3);
  expect(count('nightly-report', 'marker') + count('sync-inventory', 'marker')).toBe(0);
});

test('rounds name functions of the catalogue, and differ', () => {
  const names = EXAMPLE_FUNCTIONS.filter(({ ofStateMachine }) => ofStateMachine !== true)
    .map(({ name }) => name)
    .sort();
  const rounds = [...Array(12).keys()].map((round) => exampleRound(round, 1_790_000_000_000));
  for (const round of rounds) expect(round.map(({ functionName }) => functionName).sort()).toEqual(names);
  expect(new Set(rounds.map((round) => JSON.stringify(round))).size).toBe(rounds.length);
});
