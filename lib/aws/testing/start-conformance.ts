import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { CreateFunctionCommand, DeleteFunctionCommand } from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { AppError } from '../../domain/app-error.ts';
import { startSandbox } from '../../sandbox/main.ts';
import { type AwsClients, createAwsClients } from '../aws-clients.ts';
import { getFunctionConfiguration } from '../get-function-configuration.ts';

export interface Conformance {
  aws: AwsClients;
  /** False: the sandbox is judged. */
  onAws: boolean;
  /** Waits until AWS, whose reads are eventual, says so. */
  until(condition: () => Promise<boolean>): Promise<void>;
  createFunction(functionName: string, source: string): Promise<void>;
  deleteFunction(functionName: string): Promise<void>;
  stop(): Promise<void>;
}

/**
 * The same suites judge the sandbox and AWS: with REPRISE_CONFORMANCE_ROLE_ARN (a role that Lambda may assume and that
 * may write logs and put events) they run in the account of the default credential chain, in AWS_REGION, and remove what they made.
 */
export async function startConformance(): Promise<Conformance> {
  const roleArn = process.env.REPRISE_CONFORMANCE_ROLE_ARN ?? '';
  const onAws = roleArn !== '';
  const there = onAws ? await startNothing() : await startOwnSandbox();
  const { aws } = there;
  const until = async (condition: () => Promise<boolean>) => {
    const deadline = performance.now() + (onAws ? 60_000 : 10_000);
    while (!(await condition())) {
      if (performance.now() > deadline) throw new Error('the condition did not come true in time');
      await new Promise((resolve) => setTimeout(resolve, onAws ? 1_000 : 20));
    }
  };
  return {
    aws,
    onAws,
    until,
    async createFunction(functionName, source) {
      await aws.lambda.send(
        new CreateFunctionCommand({
          FunctionName: functionName,
          Runtime: 'nodejs22.x',
          Handler: 'index.handler',
          Role: onAws ? roleArn : 'arn:aws:iam::000000000000:role/any',
          Code: { ZipFile: zipSync({ 'index.mjs': strToU8(source) }) },
          Timeout: 10,
          Tags: { team: 'conformance' },
        }),
      );
      await until(async () => (await getFunctionConfiguration(aws, functionName)).state === 'Active');
    },
    async deleteFunction(functionName) {
      await aws.lambda.send(new DeleteFunctionCommand({ FunctionName: functionName }));
    },
    stop: there.stop,
  };
}

async function startNothing() {
  const aws = createAwsClients({ region: process.env.AWS_REGION ?? 'us-east-1', endpoint: null });
  return { aws, stop: async () => aws.destroy() };
}

async function startOwnSandbox() {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'reprise-conformance-'));
  const sandbox = await startSandbox({
    port: 0,
    dataDir,
    timeScale: 0.01,
    examples: 'off',
    region: 'us-east-1',
    onError: (error) => {
      throw error;
    },
  });
  const aws = createAwsClients({
    region: 'us-east-1',
    endpoint: sandbox.endpoint,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  return {
    aws,
    async stop() {
      aws.destroy();
      await sandbox.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** What `work` was refused with. */
export async function refusal(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw new Error(`expected an AppError, got ${error}`);
  return error;
}
