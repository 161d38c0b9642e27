import { CreateStateMachineCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AwsClients, createAwsClients } from '../aws/aws-clients.ts';
import {
  ANY_ROLE,
  startTestStates,
  type TestStates,
} from '../sandbox/services/states/testing/start-test-states.ts';
import type { Store } from '../store/store.ts';
import { openTestStore } from '../store/testing/open-test-store.ts';
import { until } from '../testing/until.ts';
import { type Collector, createCollector } from './collector.ts';

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const PASS = JSON.stringify({ StartAt: 'P', States: { P: { Type: 'Pass', End: true } } });

let states: TestStates;
let store: Store;
let aws: AwsClients;

beforeAll(async () => {
  states = await startTestStates();
  store = await openTestStore();
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  aws = createAwsClients({ region: 'us-east-1', endpoint: states.endpoint, credentials });
  for (const [name, team] of [
    ['tagged', 'orders'],
    ['other', 'billing'],
    ['named-one', null],
    ['plain', null],
  ] as const) {
    const tags = team === null ? [] : [{ key: 'team', value: team }];
    const input = { name, roleArn: ANY_ROLE, definition: PASS, tags };
    await states.states.send(new CreateStateMachineCommand(input));
  }
});
afterAll(async () => {
  await store.close();
  aws.destroy();
  await states.stop();
  expect(states.bugs).toEqual([]);
});

async function collecting<T>(
  watch: readonly string[],
  work: (collector: Collector) => Promise<T>,
): Promise<T> {
  const collector = createCollector({
    aws,
    store,
    logger: silent,
    sandbox: false,
    watch,
    backfillMs: 3_600_000,
    filterLogEventsPerSecond: 100,
    retentionDays: 30,
    singleRunRetentionHours: 24,
    pace: { hotMs: 30, idleMs: 50, idleMaxMs: 100, fullEveryMs: 100 },
  });
  collector.start();
  try {
    return await work(collector);
  } finally {
    await collector.stop();
  }
}

/** The state machines that are followed, as soon as they are those. */
const followed =
  (...names: string[]) =>
  (collector: Collector) =>
    until(async () => {
      const { stateMachines, stateMachineProblem } = await collector.health();
      const known = stateMachines.map(({ name }) => name).sort();
      return stateMachineProblem === null && JSON.stringify(known) === JSON.stringify(names.sort());
    });

test('rules of names and of tags decide which state machines are followed, and the page beats them', async () => {
  await collecting(['named-*', 'tag:team=ord*'], followed('named-one', 'tagged'));
  await collecting(['tag:team'], followed('other', 'tagged'));
  await store.executions.setWatched(states.machineArn('tagged'), false);
  await store.executions.setWatched(states.machineArn('plain'), true);
  await collecting(['tag:team'], followed('other', 'plain'));
});

test('it is told that tags cannot be read, and what needs none is followed all the same', async () => {
  await states.fault({ kind: 'access-denied', operation: 'ListTagsForResource', probability: 1 });
  const problem = await collecting(['named-*', 'tag:team'], (collector) =>
    until(async () => {
      const { stateMachines, stateMachineProblem } = await collector.health();
      return stateMachines.some(({ name }) => name === 'named-one') ? stateMachineProblem : null;
    }),
  );
  expect(problem).toMatchObject({
    code: 'access-denied',
    message: expect.stringContaining('states:ListTagsForResource'),
  });
});

test('it is told that state machines cannot be listed, and those that are known are followed on', async () => {
  await states.fault({ kind: 'access-denied', operation: 'ListStateMachines', probability: 1, count: 1 });
  const problem = await collecting(['named-*'], (collector) =>
    until(async () => {
      const { stateMachines, stateMachineProblem } = await collector.health();
      return stateMachines.some(({ name }) => name === 'named-one') ? stateMachineProblem : null;
    }),
  );
  expect(problem).toMatchObject({
    code: 'access-denied',
    message: expect.stringContaining('states:ListStateMachines'),
  });
  await collecting(['named-*'], followed('named-one', 'plain'));
});
