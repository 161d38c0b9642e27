import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { IAMClient } from '@aws-sdk/client-iam';
import { CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  SFNClient,
  StartExecutionCommand,
  type StartExecutionCommandInput,
} from '@aws-sdk/client-sfn';
import { strToU8, zipSync } from 'fflate';
import { until } from '../../../../testing/until.ts';
import type { Fault } from '../../../fault.ts';
import { type Sandbox, startSandbox } from '../../../main.ts';

const REGION = 'us-east-1';
const ACCOUNT_ID = '000000000000';
export const ANY_ROLE = `arn:aws:iam::${ACCOUNT_ID}:role/any`;

/** Answers its event; throws, fails to end or answers too much where the event says so. */
const OBEDIENT = `let calls = 0;
export const handler = async (event) => {
  calls += 1;
  console.log(JSON.stringify({ event, trace: process.env._X_AMZN_TRACE_ID }));
  if (event.sleepMs) await new Promise((resolve) => setTimeout(resolve, event.sleepMs));
  if (event.large) return 'x'.repeat(300_000);
  if (event.fail && calls <= event.fail) {
    const error = new Error('as asked');
    error.name = event.errorName ?? 'AsAsked';
    throw error;
  }
  return event;
};`;

export type TestStates = Awaited<ReturnType<typeof startTestStates>>;

/** The whole sandbox on a free port in a folder of its own, with clients and shortcuts for state machines. */
export async function startTestStates(options: { timeScale?: number; dataDir?: string } = {}) {
  const dataDir = options.dataDir ?? (await mkdtemp(path.join(os.tmpdir(), 'reprise-states-')));
  const bugs: unknown[] = [];
  const open = () =>
    startSandbox({
      port: 0,
      dataDir,
      timeScale: options.timeScale ?? 0.01,
      propagationMs: 0,
      examples: 'off',
      region: REGION,
      onError: (error) => bugs.push(error),
    });
  const connect = ({ endpoint }: Sandbox) => {
    const config = {
      endpoint,
      region: REGION,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 1,
      disableHostPrefix: true,
    };
    return {
      states: new SFNClient(config),
      lambda: new LambdaClient(config),
      events: new EventBridgeClient(config),
      iam: new IAMClient(config),
    };
  };
  let sandbox = await open();
  let clients = connect(sandbox);
  const functionArn = (name: string) => `arn:aws:lambda:${REGION}:${ACCOUNT_ID}:function:${name}`;
  const machineArn = (name: string) => `arn:aws:states:${REGION}:${ACCOUNT_ID}:stateMachine:${name}`;

  const describeExecution = (executionArn: string) =>
    clients.states.send(new DescribeExecutionCommand({ executionArn }));

  return {
    get states() {
      return clients.states;
    },
    get clients() {
      return clients;
    },
    get endpoint() {
      return sandbox.endpoint;
    },
    bugs,
    dataDir,
    functionArn,
    machineArn,
    async createFunction(name: string, source = OBEDIENT): Promise<void> {
      await clients.lambda.send(
        new CreateFunctionCommand({
          FunctionName: name,
          Role: ANY_ROLE,
          Runtime: 'nodejs22.x',
          Handler: 'index.handler',
          Timeout: 10,
          Code: { ZipFile: zipSync({ 'index.mjs': strToU8(source) }) },
        }),
      );
    },
    async createMachine(
      name: string,
      definition: unknown,
      type: 'STANDARD' | 'EXPRESS' = 'STANDARD',
      roleArn = ANY_ROLE,
    ): Promise<string> {
      const command = new CreateStateMachineCommand({
        name,
        type,
        roleArn,
        definition: typeof definition === 'string' ? definition : JSON.stringify(definition),
      });
      return (await clients.states.send(command)).stateMachineArn ?? '';
    },
    async start(
      stateMachineArn: string,
      input: unknown = {},
      more: Partial<StartExecutionCommandInput> = {},
    ): Promise<string> {
      const command = new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input), ...more });
      return (await clients.states.send(command)).executionArn ?? '';
    },
    describeExecution,
    /** The execution once it is over. */
    ended: (executionArn: string): Promise<DescribeExecutionCommandOutput> =>
      until(async () => {
        const found = await describeExecution(executionArn);
        return found.status === 'RUNNING' ? null : found;
      }),
    async history(executionArn: string): Promise<HistoryEvent[]> {
      const events: HistoryEvent[] = [];
      let nextToken: string | undefined;
      do {
        const command = new GetExecutionHistoryCommand({ executionArn, maxResults: 1_000, nextToken });
        const page = await clients.states.send(command);
        events.push(...(page.events ?? []));
        nextToken = page.nextToken;
      } while (nextToken !== undefined);
      return events;
    },
    async fault(fault: Fault): Promise<void> {
      const response = await fetch(`${sandbox.endpoint}/_sandbox/faults`, {
        method: 'POST',
        headers: { 'x-sandbox-control': '1', 'content-type': 'application/json' },
        body: JSON.stringify(fault),
      });
      if (!response.ok) throw new Error(await response.text());
    },
    async restart(): Promise<void> {
      for (const client of Object.values(clients)) client.destroy();
      await sandbox.stop();
      sandbox = await open();
      clients = connect(sandbox);
    },
    async stop(): Promise<void> {
      for (const client of Object.values(clients)) client.destroy();
      await sandbox.stop();
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
