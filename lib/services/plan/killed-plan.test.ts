import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CreateFunctionCommand } from '@aws-sdk/client-lambda';
import { build } from 'esbuild';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type AwsClients, createAwsClients } from '../../aws/aws-clients.ts';
import { getFunctionConfiguration } from '../../aws/get-function-configuration.ts';
import type { Plan } from '../../contract/plan.ts';
import { type Sandbox, startSandbox } from '../../sandbox/main.ts';
import type { Store } from '../../store/store.ts';
import { openTestStore } from '../../store/testing/open-test-store.ts';
import { until } from '../../testing/until.ts';
import type { ServiceContext } from '../service-context.ts';
import { executePlan } from './execute-plan.ts';
import { findPlan } from './find-plan.ts';
import { proposePlan } from './propose-plan.ts';
import type { StoreCall } from './testing/killed-plan.ts';
import { aRule, deletePlan, type RuleOfTest, ruleInAws, savePlan } from './testing/rule-plan.ts';
import { undoPlan } from './undo-plan.ts';

const directory = mkdtempSync(path.join(os.tmpdir(), 'reprise-killed-plan-'));
const program = path.resolve('node_modules/.cache/reprise-test/killed-plan.mjs');

let sandbox: Sandbox;
let aws: AwsClients;
let store: Store;
let context: ServiceContext;
const bugs: unknown[] = [];

beforeAll(async () => {
  sandbox = await startSandbox({
    port: 0,
    dataDir: path.join(directory, 'sandbox'),
    timeScale: 0.01,
    examples: 'off',
    region: 'us-east-1',
    onError: (error) => bugs.push(error),
  });
  aws = createAwsClients({
    region: 'us-east-1',
    endpoint: sandbox.endpoint,
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
  store = await openTestStore();
  const log = (fields: object) => bugs.push(fields);
  context = {
    store,
    aws,
    instanceId: 'test',
    logger: { info: () => {}, warn: log, error: log },
    closing: new AbortController().signal,
  };
  await aws.lambda.send(
    new CreateFunctionCommand({
      FunctionName: 'plain',
      Role: 'arn:aws:iam::000000000000:role/test',
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Code: { ZipFile: zipSync({ 'index.mjs': strToU8('export const handler = async () => 1;') }) },
    }),
  );
  await until(async () => (await getFunctionConfiguration(aws, 'plain')).state === 'Active');
  await build({
    entryPoints: ['lib/services/plan/testing/killed-plan.ts'],
    outfile: program,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
});
afterAll(async () => {
  aws.destroy();
  await store.close();
  await sandbox.stop();
  rmSync(directory, { recursive: true, force: true });
  expect(bugs).toEqual([]);
});

/**
 * A plan of three calls is written down when it begins, and before and after each call: it is killed after each of these
 * writes, and before those that follow a call.
 */
const MOMENTS = [
  ...[1, 2, 3, 4, 5, 6, 7].map((write) => ({ write, moment: 'after' as const })),
  ...[3, 5, 7, 8].map((write) => ({ write, moment: 'before' as const })),
];

interface KilledPlan {
  plan: Plan;
  of: RuleOfTest;
  act: 'execute' | 'undo';
  write: number;
  moment: 'before' | 'after';
  /** What AWS shall look like in the end: as before the plan or as it makes it. */
  ends: 'before' | 'after';
  before: unknown;
}

it('is finished or undone whenever its runner was killed', { timeout: 240_000 }, async () => {
  const lanes = (['before', 'after'] as const).map(async (ends) => {
    for (const [index, at] of MOMENTS.entries()) {
      const executing = await proposed({ ...at, act: 'execute', ends });
      await runKilled(executing);
      await goOn(executing);
      // the two lanes share the moments of undoing
      if ((index % 2 === 0) === (ends === 'before')) continue;
      const undoing = await executed(await proposed({ ...at, act: 'undo', ends }));
      await runKilled(undoing);
      await goOn(undoing);
    }
  });
  await Promise.all(lanes);
});

it.each(['PutRule', 'AddPermission', 'PutTargets'])(
  'takes back a call of %s that lands after its runner was killed',
  { timeout: 60_000 },
  async (operation) => {
    const one = await proposed({ act: 'execute', ends: 'before', write: 0, moment: 'after' });
    await control({ kind: 'delay', operation, delayMs: 300, count: 1 });
    const child = start(one);
    await until(async () => (await faults()).length === 0);
    child.kill('SIGKILL');
    await child.exited;
    await until(async () => {
      const { rule, statements, targets } = await ruleInAws(aws, one.of);
      if (operation === 'PutRule') return rule !== null;
      return operation === 'AddPermission' ? statements.length > 0 : targets.length > 0;
    });
    await goOn(one);
  },
);

async function proposed(at: Pick<KilledPlan, 'act' | 'write' | 'moment' | 'ends'>): Promise<KilledPlan> {
  const of = aRule('plain');
  // every third one deletes a rule rather than making it
  if (at.write % 3 === 1) {
    const made = await proposePlan(context, savePlan(of));
    await executePlan(context, made);
    await settled(made.planId, 'done');
    const { calls, ...rest } = deletePlan(of);
    const before = await ruleInAws(aws, of);
    const plan = await proposePlan(context, {
      ...rest,
      calls: calls.filter(({ operation }) => operation !== 'DisableRule'),
    });
    return { ...at, plan, of, before };
  }
  const before = await ruleInAws(aws, of);
  return { ...at, plan: await proposePlan(context, savePlan(of)), of, before };
}

async function executed(one: KilledPlan): Promise<KilledPlan> {
  await executePlan(context, one.plan);
  await settled(one.plan.planId, 'done');
  return one;
}

/** What an operator does who finds the plan interrupted. */
async function goOn({ plan, of, before, ends }: KilledPlan): Promise<void> {
  const { planId } = plan;
  const row = await context.store.plans.find(planId);
  if (row?.status !== 'running') throw new Error(`the plan was left ${row?.status}`);
  const body = { ...row.body, touchedAt: new Date(Date.now() - 60_000).toISOString() };
  await context.store.plans.save({ planId, body, status: 'running' });
  expect((await findPlan(context, planId)).status).toBe('interrupted');
  if (ends === 'before') {
    await undoPlan(context, { planId });
    await settled(planId, 'undone');
    expect(await ruleInAws(aws, of)).toEqual(before);
    return;
  }
  await executePlan(context, plan);
  await settled(planId, 'done');
  const removes = plan.title.startsWith('Delete');
  expect(await ruleInAws(aws, of)).toMatchObject(
    removes
      ? { rule: null, targets: [], statements: [] }
      : { rule: { ruleName: of.ruleName }, targets: [{}, {}], statements: [{ Sid: of.ruleName }] },
  );
}

const settled = (planId: string, status: Plan['status']) =>
  until(async () => (await findPlan(context, planId)).status === status);

function start({ plan, act, write, moment }: KilledPlan) {
  const run = { endpoint: sandbox.endpoint, planId: plan.planId, act, write, moment };
  const child = fork(program, [JSON.stringify(run)], {
    execArgv: ['--enable-source-maps'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let errors = '';
  child.stderr?.on('data', (bytes) => {
    errors += String(bytes);
  });
  child.on('message', ({ call, method, args }: StoreCall) => {
    const plans: Record<string, (...given: never[]) => Promise<unknown>> = { ...store.plans };
    plans[method]?.(...(args as never[]))
      .then((answer) => child.connected && child.send({ call, answer }))
      .catch((error: unknown) => bugs.push(error));
  });
  const exited = new Promise<string>((resolve) =>
    child.once('exit', (code, signal) => resolve(signal ?? `exit ${code}: ${errors}`)),
  );
  return { kill: (signal: 'SIGKILL') => child.kill(signal), exited };
}

async function runKilled(one: KilledPlan): Promise<void> {
  const ended = await start(one).exited;
  if (ended !== 'SIGKILL') throw new Error(`${one.act} ${one.moment} ${one.write} ended by itself: ${ended}`);
}

const faultsUrl = () => `${sandbox.endpoint}/_sandbox/faults`;
const headers = { 'x-sandbox-control': '1', 'content-type': 'application/json' };
async function control(fault: object): Promise<void> {
  const response = await fetch(faultsUrl(), { method: 'POST', headers, body: JSON.stringify(fault) });
  expect(response.ok).toBe(true);
}
async function faults(): Promise<unknown[]> {
  return ((await (await fetch(faultsUrl(), { headers })).json()) as { faults: unknown[] }).faults;
}
