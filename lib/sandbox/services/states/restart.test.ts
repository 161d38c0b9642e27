import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  RedriveExecutionCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { build } from 'esbuild';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../../../cli/spawn-reprise.ts';
import { until } from '../../../testing/until.ts';
import { ANY_ROLE, startTestStates } from './testing/start-test-states.ts';

const PROGRAM = path.resolve('node_modules/.cache/reprise-test/states-sandbox-process.mjs');
const SLEEPY = `export const handler = async (event) => {
  await new Promise((resolve) => setTimeout(resolve, event.sleepMs ?? 0));
  return event;
};`;

let dataDir: string;
let port: number;
let child: ChildProcess | null = null;
let states: SFNClient;

beforeAll(async () => {
  await build({
    entryPoints: ['lib/cli/sandbox-process.ts'],
    outfile: PROGRAM,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
  });
});
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'reprise-states-'));
  port = await freePort();
  states = new SFNClient(config());
});
afterEach(async () => {
  await kill();
  states.destroy();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

const config = () => ({
  endpoint: `http://127.0.0.1:${port}`,
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  maxAttempts: 1,
});

async function launch(): Promise<void> {
  const env = {
    ...process.env,
    SANDBOX_PORT: String(port),
    REPRISE_DATA_DIR: dataDir,
    SANDBOX_EXAMPLES: 'off',
    SANDBOX_TIME_SCALE: '0.05',
  };
  const started = spawn(process.execPath, [PROGRAM], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  child = started;
  let output = '';
  started.stdout.on('data', (bytes: Buffer) => {
    output += bytes.toString();
  });
  await until(() => output.includes('Sandbox ready'));
}

/** Ends the sandbox as a crash does. */
async function kill(): Promise<void> {
  const running = child;
  child = null;
  if (running === null || running.exitCode !== null) return;
  const exited = new Promise((resolve) => running.once('exit', resolve));
  running.kill('SIGKILL');
  await exited;
}

async function start(name: string, definition: unknown, input: unknown = {}): Promise<string> {
  const command = new CreateStateMachineCommand({
    name,
    roleArn: ANY_ROLE,
    definition: JSON.stringify(definition),
  });
  const { stateMachineArn } = await states.send(command);
  const started = new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) });
  return (await states.send(started)).executionArn ?? '';
}

const ended = (executionArn: string) =>
  until(async () => {
    const found = await states.send(new DescribeExecutionCommand({ executionArn }));
    return found.status === 'RUNNING' ? null : found;
  });

async function history(executionArn: string): Promise<HistoryEvent[]> {
  const events: HistoryEvent[] = [];
  let nextToken: string | undefined;
  do {
    const page = await states.send(
      new GetExecutionHistoryCommand({ executionArn, maxResults: 1_000, nextToken }),
    );
    events.push(...(page.events ?? []));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return events;
}

const reached = (executionArn: string, type: string, count = 1) =>
  until(async () => (await history(executionArn)).filter((event) => event.type === type).length >= count);

describe('after the sandbox was killed', () => {
  it('waits go on for what is left, and a task that ran fails as a lost call and is tried again', async () => {
    await launch();
    const lambda = new LambdaClient(config());
    await lambda.send(
      new CreateFunctionCommand({
        FunctionName: 'sleepy',
        Role: ANY_ROLE,
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        Timeout: 60,
        Code: { ZipFile: zipSync({ 'index.mjs': strToU8(SLEEPY) }) },
      }),
    );
    lambda.destroy();
    const waiting = await start('waiting', {
      StartAt: 'Both',
      States: {
        Both: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'Quick', States: { Quick: { Type: 'Pass', Result: 1, End: true } } },
            { StartAt: 'Rest', States: { Rest: { Type: 'Wait', Seconds: 60, End: true } } },
          ],
          End: true,
        },
      },
    });
    const calling = await start('calling', {
      StartAt: 'Call',
      States: {
        Call: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Parameters: { FunctionName: 'sleepy', Payload: { sleepMs: 60_000 } },
          Retry: [{ ErrorEquals: ['Lambda.SdkClientException'], IntervalSeconds: 1 }],
          End: true,
        },
      },
    });
    await reached(calling, 'TaskStarted');
    await reached(waiting, 'WaitStateEntered');
    await kill();
    await launch();
    await reached(calling, 'TaskStarted', 2);
    const failed = (await history(calling)).find(({ type }) => type === 'TaskFailed');
    expect(failed?.taskFailedEventDetails).toMatchObject({ error: 'Lambda.SdkClientException' });
    expect(await ended(waiting)).toMatchObject({ status: 'SUCCEEDED', output: '[1,{}]' });
    const events = await history(waiting);
    expect(events.map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'ParallelStateEntered',
      'ParallelStateStarted',
      'PassStateEntered',
      'WaitStateEntered',
      'PassStateExited',
      'WaitStateExited',
      'ParallelStateSucceeded',
      'ParallelStateExited',
      'ExecutionSucceeded',
    ]);
    const tookMs = (events[6]?.timestamp?.getTime() ?? 0) - (events[4]?.timestamp?.getTime() ?? 0);
    expect(tookMs).toBeGreaterThanOrEqual(2_900);
  });

  it('killed at any point, a machine counts every step once', async () => {
    await launch();
    const counting = await start('counting', {
      QueryLanguage: 'JSONata',
      StartAt: 'Set',
      States: {
        Set: { Type: 'Pass', Assign: { n: 0 }, Next: 'Count' },
        Count: { Type: 'Pass', Assign: { n: '{% $n + 1 %}' }, Next: 'Each' },
        Each: {
          Type: 'Map',
          Items: '{% [1..3] %}',
          ItemProcessor: {
            StartAt: 'Rest',
            States: { Rest: { Type: 'Wait', Seconds: 1, Output: '{% $states.input * $n %}', End: true } },
          },
          Next: 'Enough',
        },
        Enough: { Type: 'Choice', Choices: [{ Condition: '{% $n < 25 %}', Next: 'Count' }], Default: 'Done' },
        Done: { Type: 'Succeed', Output: '{% $states.input %}' },
      },
    });
    for (let round = 0; round < 6; round += 1) {
      const before = (await history(counting)).length;
      await until(
        async () =>
          (await history(counting)).length > before + Math.random() * 40 || (await isOver(counting)),
      );
      await kill();
      await launch();
    }
    expect(await ended(counting)).toMatchObject({ status: 'SUCCEEDED', output: '[25,50,75]' });
    const events = await history(counting);
    expect(events.map(({ id }) => id)).toEqual(events.map((_, index) => index + 1));
    const count = (type: string) => events.filter((event) => event.type === type).length;
    expect({
      counted: count('PassStateEntered'),
      waited: count('WaitStateExited'),
      iterations: count('MapIterationSucceeded'),
      chosen: count('ChoiceStateExited'),
      ended: count('ExecutionSucceeded'),
    }).toEqual({ counted: 26, waited: 75, iterations: 75, chosen: 25, ended: 1 });
  });
});

async function isOver(executionArn: string): Promise<boolean> {
  return (await states.send(new DescribeExecutionCommand({ executionArn }))).status !== 'RUNNING';
}

it('a redrive goes on from the states that failed, once for a client token', async () => {
  const sandbox = await startTestStates();
  const input = { items: [1, 2] };
  const arn = await sandbox.createMachine('redriven', {
    StartAt: 'First',
    States: {
      First: { Type: 'Pass', Next: 'All' },
      All: {
        Type: 'Map',
        ItemsPath: '$.items',
        ItemProcessor: {
          StartAt: 'Call',
          States: {
            Call: {
              Type: 'Task',
              Resource: 'arn:aws:states:::lambda:invoke',
              Parameters: { FunctionName: 'late', 'Payload.$': '$' },
              OutputPath: '$.Payload',
              End: true,
            },
          },
        },
        End: true,
      },
    },
  });
  const executionArn = await sandbox.start(arn, input);
  expect(await sandbox.ended(executionArn)).toMatchObject({
    status: 'FAILED',
    error: 'Lambda.ResourceNotFoundException',
    redriveStatus: 'REDRIVABLE',
  });
  await sandbox.createFunction('late');
  const redrive = new RedriveExecutionCommand({ executionArn, clientToken: 'once' });
  const { redriveDate } = await sandbox.states.send(redrive);
  expect(await sandbox.ended(executionArn)).toMatchObject({
    status: 'SUCCEEDED',
    output: '[1,2]',
    redriveCount: 1,
    redriveStatus: 'NOT_REDRIVABLE',
  });
  expect((await sandbox.states.send(redrive)).redriveDate).toEqual(redriveDate);
  const types = (await sandbox.history(executionArn)).map(({ type }) => type);
  expect(types.filter((type) => type === 'PassStateEntered')).toHaveLength(1);
  expect(types.filter((type) => type === 'MapStateStarted')).toHaveLength(1);
  expect(types.filter((type) => type === 'ExecutionRedriven')).toHaveLength(1);
  await expect(sandbox.states.send(new RedriveExecutionCommand({ executionArn }))).rejects.toMatchObject({
    name: 'ExecutionNotRedrivable',
  });
  expect(sandbox.bugs).toEqual([]);
  await sandbox.stop();
});
