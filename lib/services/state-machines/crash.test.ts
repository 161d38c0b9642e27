import { CreateStateMachineCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listExecutions } from '../../aws/list-executions.ts';
import { type CrashTest, startCrashTest } from '../../testing/start-crash-test.ts';
import { until } from '../../testing/until.ts';
import { askWhileKilled } from '../testing/ask-while-killed.ts';
import type { OperatorRequest } from '../testing/operate.ts';

const MACHINE = 'short';

let test: CrashTest;
let stateMachineArn: string;

beforeAll(async () => {
  test = await startCrashTest('operator');
  const definition = JSON.stringify({ StartAt: 'Only', States: { Only: { Type: 'Pass', End: true } } });
  const roleArn = 'arn:aws:iam::000000000000:role/test';
  const command = new CreateStateMachineCommand({ name: MACHINE, definition, roleArn });
  stateMachineArn = (await test.aws.states.send(command)).stateMachineArn ?? '';
});

afterAll(() => test.stop());

const start = (operationId: string): OperatorRequest => ({
  kind: 'start-execution',
  input: { operationId, stateMachineName: MACHINE, name: null, input: '{}', hopId: null },
});

it('starts each execution once, or says that it did not or that it is unconfirmed, wherever it is killed', {
  timeout: 300_000,
}, async () => {
  await test.fault({ kind: 'delay', operation: 'StartExecution', probability: 0.5, delayMs: 60 });
  const operations = await askWhileKilled(test, start);

  await test.asDashboard(async ({ store }) => {
    const { rows, shown } = await until(async () => {
      const found = await executionArns();
      const asked = operations.map(({ operationId }) => store.operations.find(operationId));
      const stored = (await Promise.all(asked)).filter((row) => row !== null);
      // what Step Functions shows settles them
      const agreed = stored.every(
        ({ executionArn, status }) => (status === 'answered') === found.has(executionArn ?? ''),
      );
      return agreed && { rows: stored, shown: found };
    }, 60_000);
    for (const { operationId, executionArn, status } of rows) {
      expect(executionArn).toMatch(new RegExp(`:${MACHINE}:reprise-${operationId}$`));
      expect(['answered', 'failed', 'unconfirmed']).toContain(status);
      shown.delete(executionArn ?? '');
    }
    expect(rows).toHaveLength(operations.length);
    expect([...shown]).toEqual([]);
  });
});

async function executionArns(): Promise<Set<string>> {
  const limit = 1_000;
  const page = await listExecutions(test.aws, { stateMachineArn, status: null, limit, nextToken: null });
  expect(page.nextToken).toBeNull();
  return new Set(page.executions.map(({ executionArn }) => executionArn));
}
