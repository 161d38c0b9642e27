import { UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { CreateStateMachineCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listExecutions } from '../aws/list-executions.ts';
import { chooseTraceId, traceHeaderOf } from '../services/operation/chosen-trace.ts';
import type { Store } from '../store/store.ts';
import { ANY_CHAIN } from '../store/testing/test-stores.ts';
import { produceWhileKilled } from '../testing/produce-while-killed.ts';
import { type CrashTest, startCrashTest } from '../testing/start-crash-test.ts';
import { storePicture } from '../testing/store-picture.ts';
import { until } from '../testing/until.ts';

const KILLS = 10;
const PRODUCED = 30;
const HOPS_OF_ASKING = 3;
const HOPS_OF_TRYING = 2;

/** Answers its event, or fails where it says so. */
const OBEDIENT = `export const handler = async ({ fail, poll }, { awsRequestId }) => {
  console.log('run', awsRequestId);
  if (fail) throw Object.assign(new Error('as asked'), { name: 'Pending' });
  return { poll };
};`;

const invoke = (payload: object, more: object) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: 'obedient', Payload: payload },
  ...more,
});
/** Asks, waits and asks again, three times. */
const ASKING = {
  Begin: { Type: 'Pass', Assign: { poll: 1 }, Next: 'Ask' },
  Ask: invoke({ poll: '{% $poll %}' }, { Assign: { poll: '{% $poll + 1 %}' }, Next: 'Ready?' }),
  'Ready?': {
    Type: 'Choice',
    Choices: [{ Condition: `{% $poll > ${HOPS_OF_ASKING} %}`, Next: 'Done' }],
    Default: 'Rest',
  },
  Rest: { Type: 'Wait', Seconds: 60, Next: 'Ask' },
  Done: { Type: 'Succeed' },
};
/** Fails twice by its Retry, and with it the execution. */
const TRYING = {
  Begin: invoke(
    { fail: true },
    {
      Retry: [{ ErrorEquals: ['Pending'], IntervalSeconds: 60, MaxAttempts: HOPS_OF_TRYING - 1 }],
      End: true,
    },
  ),
};

let test: CrashTest;
let machineArns: string[];

beforeAll(async () => {
  test = await startCrashTest();
  await test.createFunction('obedient', OBEDIENT);
  // a history names no request of a try that failed: the trace tells it
  const tracing = { FunctionName: 'obedient', TracingConfig: { Mode: 'Active' } } as const;
  await test.aws.lambda.send(new UpdateFunctionConfigurationCommand(tracing));
  machineArns = [await machine('asking', ASKING), await machine('trying', TRYING)];
});

afterAll(() => test.stop());

async function machine(name: string, states: object): Promise<string> {
  const definition = JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'Begin', States: states });
  const roleArn = 'arn:aws:iam::000000000000:role/test';
  const made = await test.aws.states.send(new CreateStateMachineCommand({ name, definition, roleArn }));
  return made.stateMachineArn ?? '';
}

it('shows of executions what a dashboard shows that was never killed', { timeout: 300_000 }, async () => {
  const askings = await produceWhileKilled(test, { kills: KILLS, most: PRODUCED }, async (count) => {
    const [asking, trying] = machineArns;
    await start(asking);
    if (count % 3 === 0) await start(trying);
  });
  const tryings = Math.ceil(askings / 3);
  await until(async () => {
    const [asking = '', trying = ''] = machineArns;
    return (await succeeded(asking)) === askings && (await failed(trying)) === tryings;
  }, 30_000);

  const read = async (store: Store) => {
    await untilWhole(store, { askings, tryings });
    return storePicture(store);
  };
  const killed = await test.asDashboard(({ store }) => read(store));
  const undisturbed = await test.asDashboard(({ store }) => read(store), 'anew');
  expect(killed).toEqual(undisturbed);
  expect(killed.filter((text) => text.startsWith('execution '))).toHaveLength(askings + tryings);
});

async function start(stateMachineArn = ''): Promise<void> {
  const traceHeader = traceHeaderOf(chooseTraceId());
  await test.aws.states.send(new StartExecutionCommand({ stateMachineArn, input: '{}', traceHeader }));
}

const succeeded = (stateMachineArn: string) => countOf(stateMachineArn, 'SUCCEEDED');
const failed = (stateMachineArn: string) => countOf(stateMachineArn, 'FAILED');
async function countOf(stateMachineArn: string, status: 'SUCCEEDED' | 'FAILED'): Promise<number> {
  const limit = 1_000;
  const { executions } = await listExecutions(test.aws, { stateMachineArn, status, limit, nextToken: null });
  return executions.length;
}

/** The chains once every execution has ended in the store, and each of its runs with its log. */
async function untilWhole(
  store: Store,
  { askings, tryings }: { askings: number; tryings: number },
): Promise<void> {
  await until(async () => {
    const { rows } = await store.chains.list(ANY_CHAIN, { limit: 1_000, cursor: null });
    const hops = rows.reduce((sum, { hopCount }) => sum + hopCount, 0);
    if (hops !== askings * HOPS_OF_ASKING + tryings * HOPS_OF_TRYING) return false;
    if (rows.filter(({ status }) => status === 'succeeded').length !== askings) return false;
    if (rows.filter(({ status }) => status === 'failed').length !== tryings) return false;
    if ((await store.executions.openArns(1)).length > 0) return false;
    for (const { chainId } of rows) {
      const page = await store.hops.list(chainId, { limit: 1_000, cursor: null });
      if (!page.rows.every(({ tail, requestId }) => tail.text.includes(`run ${requestId}`))) return false;
    }
    return true;
  }, 90_000);
}
