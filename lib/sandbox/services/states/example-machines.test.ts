import { ListExecutionsCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { deployExamples } from '../lambda/deploy-examples.ts';
import { deployExampleMachines } from './deploy-example-machines.ts';
import { EXAMPLE_MACHINES } from './example-machines.ts';
import { startTestStates, type TestStates } from './testing/start-test-states.ts';

let sandbox: TestStates;
beforeAll(async () => {
  sandbox = await startTestStates();
  const client = { endpoint: sandbox.endpoint, region: 'us-east-1' };
  await deployExamples(client);
  await deployExampleMachines(client, '000000000000');
  await deployExampleMachines(client, '000000000000');
});
afterAll(async () => {
  await sandbox.stop();
  expect(sandbox.bugs).toEqual([]);
});

it.each([
  ['report-poller', 0, 'SUCCEEDED', '"READY"', 2],
  ['report-poller', 3, 'FAILED', 'statement-403 is still PENDING', 8],
  ['shipping-quotes', 0, 'SUCCEEDED', 'Nordpost', 1],
  ['shipping-quotes', 1, 'SUCCEEDED', 'Nordpost', 2],
  ['shipping-quotes', 2, 'SUCCEEDED', 'price list', 3],
])('%s in round %i: %s with %s after %i runs', async (name, round, status, words, runs) => {
  const input = EXAMPLE_MACHINES.find((machine) => machine.name === name)?.inputOf(round);
  const executionArn = await sandbox.start(sandbox.machineArn(name), input);
  const ended = await sandbox.ended(executionArn);
  expect(ended.status).toBe(status);
  expect(ended.output ?? ended.cause).toContain(words);
  const events = await sandbox.history(executionArn);
  expect(events.filter(({ type }) => type === 'TaskScheduled')).toHaveLength(runs);
  // tracing is on: the execution has a trace though nobody sent one
  expect(ended.traceHeader).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Sampled=1$/);
  const listed = new ListExecutionsCommand({ stateMachineArn: sandbox.machineArn(name) });
  expect((await sandbox.states.send(listed)).executions?.[0]?.executionArn).toBe(executionArn);
});
