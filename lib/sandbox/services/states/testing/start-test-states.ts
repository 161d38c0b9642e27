import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { IAMClient } from '@aws-sdk/client-iam';
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
import { until } from '../../../../testing/until.ts';
import type { SandboxOptions } from '../../../main.ts';
import { startTestSandbox } from '../../../testing/start-test-sandbox.ts';

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
export async function startTestStates(options: Partial<SandboxOptions> = {}) {
  const sandbox = await startTestSandbox(options, (config) => ({
    states: new SFNClient({ ...config, disableHostPrefix: true }),
    events: new EventBridgeClient(config),
    iam: new IAMClient(config),
  }));
  const functionArn = (name: string) => `arn:aws:lambda:${REGION}:${ACCOUNT_ID}:function:${name}`;
  const machineArn = (name: string) => `arn:aws:states:${REGION}:${ACCOUNT_ID}:stateMachine:${name}`;

  const describeExecution = (executionArn: string) =>
    sandbox.clients.states.send(new DescribeExecutionCommand({ executionArn }));

  return {
    ...sandbox,
    get states() {
      return sandbox.clients.states;
    },
    get clients() {
      return sandbox.clients;
    },
    get endpoint() {
      return sandbox.endpoint;
    },
    functionArn,
    machineArn,
    createFunction: (name: string, source = OBEDIENT) => sandbox.createFunction(name, source),
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
      return (await sandbox.clients.states.send(command)).stateMachineArn ?? '';
    },
    async start(
      stateMachineArn: string,
      input: unknown = {},
      more: Partial<StartExecutionCommandInput> = {},
    ): Promise<string> {
      const command = new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input), ...more });
      return (await sandbox.clients.states.send(command)).executionArn ?? '';
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
        const page = await sandbox.clients.states.send(command);
        events.push(...(page.events ?? []));
        nextToken = page.nextToken;
      } while (nextToken !== undefined);
      return events;
    },
  };
}
