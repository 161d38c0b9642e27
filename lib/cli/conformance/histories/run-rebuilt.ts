import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { strToU8, zipSync } from 'fflate';
import {
  type ExecutionEvent,
  readExecutionEvent,
} from '../../../domain/execution-history/execution-event.ts';
import type { ExecutionHistory } from '../../../domain/execution-history/execution-history.ts';
import { startSandbox } from '../../../sandbox/main.ts';
import { waitUntil } from '../../wait-until.ts';
import { PLANNED_FUNCTION, rebuildMachine } from './rebuild-machine.ts';

const REGION = 'us-east-1';
const ROLE = 'arn:aws:iam::000000000000:role/conformance';
const WITHIN_MS = 60_000;

export interface Rebuilt {
  /** Runs a machine of the same kind and returns the history that the sandbox writes. */
  run(history: ExecutionHistory): Promise<ExecutionEvent[]>;
  stop(): Promise<void>;
}

/** A sandbox of its own in which machines are run that are made after histories. */
export async function startRebuilt(): Promise<Rebuilt> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'reprise-conformance-'));
  const bugs: unknown[] = [];
  const sandbox = await startSandbox({
    port: 0,
    dataDir,
    timeScale: 0.01,
    propagationMs: 0,
    examples: 'off',
    region: REGION,
    onError: (error) => bugs.push(error),
  });
  const config = {
    endpoint: sandbox.endpoint,
    region: REGION,
    credentials: { accessKeyId: 'conformance', secretAccessKey: 'conformance' },
  };
  const lambda = new LambdaClient(config);
  const states = new SFNClient(config);
  const created = await lambda.send(
    new CreateFunctionCommand({
      FunctionName: 'planned',
      Role: ROLE,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Timeout: 10,
      Code: { ZipFile: zipSync({ 'index.mjs': strToU8(PLANNED_FUNCTION) }) },
    }),
  );
  let count = 0;
  return {
    async run(history) {
      count += 1;
      const { definition, input } = rebuildMachine(history, created.FunctionArn ?? '', ROLE);
      const machine = await states.send(
        new CreateStateMachineCommand({ name: `machine-${count}`, roleArn: ROLE, definition }),
      );
      const started = await states.send(
        new StartExecutionCommand({ stateMachineArn: machine.stateMachineArn, input }),
      );
      const { executionArn } = started;
      const over = async () =>
        (await states.send(new DescribeExecutionCommand({ executionArn }))).status !== 'RUNNING';
      await waitUntil(over, WITHIN_MS);
      const page = await states.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1_000 }));
      if (bugs.length > 0) throw bugs[0];
      return (page.events ?? [])
        .map((event, index) => readExecutionEvent(event, index))
        .filter((e) => e !== null);
    },
    async stop() {
      lambda.destroy();
      states.destroy();
      await sandbox.stop();
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
