import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { type SaveConditionInput, zConditionDetail, zConditionPage } from '../contract/condition.ts';
import { zEventBusPage } from '../contract/event.ts';
import { zPlan } from '../contract/plan.ts';
import { zStateMachinePage } from '../contract/state-machine.ts';
import { waitUntil } from './wait-until.ts';

const FUNCTION = 'pack-order';
const BUS = 'orders';
/** Discovery reads new functions each minute. */
const KNOWN_WITHIN_MS = 90_000;
const PLAN_WITHIN_MS = 60_000;

/** One of each way for the same function; the answer of a run says which of them runs it again. */
export const EXAMPLES: readonly Pick<SaveConditionInput, 'name' | 'how' | 'counterPath' | 'eventBusName'>[] =
  [
    { name: 'order not packed by invoke', how: 'invoke', counterPath: null, eventBusName: BUS },
    {
      name: 'order not packed by rule',
      how: 'eventbridge',
      counterPath: 'responsePayload.check',
      eventBusName: BUS,
    },
    {
      name: 'order not packed by state machine',
      how: 'stepfunctions',
      counterPath: null,
      eventBusName: null,
    },
  ];

interface Dashboard {
  address: string;
  stopped: () => boolean;
}

/**
 * Saves and deploys the example conditions through the dashboard's own API, watches the bus of their records, and starts
 * a chain of each. Once in the life of a data folder: what is removed later stays away. Throws what was refused.
 */
export async function setUpExampleConditions(dashboard: Dashboard, dataDir: string): Promise<void> {
  const done = path.join(dataDir, 'example-conditions');
  if (existsSync(done)) return;
  const known = await waitUntil(() => isKnown(dashboard), KNOWN_WITHIN_MS, dashboard.stopped);
  if (!known) return;
  await watchBus(dashboard);
  for (const example of EXAMPLES) await deploy(dashboard, example);
  await startChains(dashboard);
  writeFileSync(done, '');
}

async function isKnown({ address }: Dashboard): Promise<boolean> {
  return (await fetch(`${address}/api/v1/functions/${FUNCTION}`)).ok;
}

async function watchBus(dashboard: Dashboard): Promise<void> {
  const { items } = zEventBusPage.parse(await call(dashboard, '/event-buses'));
  if (items.some(({ eventBusName, watched }) => eventBusName === BUS && watched !== null)) return;
  await execute(dashboard, `/event-buses/${BUS}/watch-plans`, { watched: true, method: 'rule' });
}

/** Goes on where a start before was cut off. */
async function deploy(dashboard: Dashboard, example: (typeof EXAMPLES)[number]): Promise<void> {
  const { items } = zConditionPage.parse(await call(dashboard, '/conditions'));
  const saved =
    items.find(({ name }) => name === example.name) ??
    zConditionDetail.parse(await call(dashboard, '/conditions', inputOf(example)));
  if (saved.state !== 'draft') return;
  await execute(dashboard, `/conditions/${saved.conditionId}/plans`, { act: 'deploy' });
}

function inputOf(example: (typeof EXAMPLES)[number]): unknown {
  return {
    ...example,
    conditionId: null,
    functionName: FUNCTION,
    when: JSON.stringify(
      { requestPayload: { by: [example.how] }, responsePayload: { status: ['PACKING'] } },
      null,
      2,
    ),
    limits: { maxAttempts: 6, delaySeconds: example.how === 'eventbridge' ? 0 : 4 },
    nextInput: 'response',
  };
}

async function startChains(dashboard: Dashboard): Promise<void> {
  const order = { orderId: 'order-1041', packedAfterChecks: 4 };
  for (const by of ['invoke', 'eventbridge']) {
    const body = { payload: { ...order, by }, invocationType: 'Event' };
    await call(dashboard, `/functions/${FUNCTION}/invocations`, body);
  }
  const { items } = zStateMachinePage.parse(await call(dashboard, '/state-machines'));
  const machine = items.find(
    ({ conditionId, functionNames }) => conditionId !== null && functionNames.includes(FUNCTION),
  );
  if (machine === undefined) return;
  const input = JSON.stringify({ ...order, by: 'stepfunctions' });
  await call(dashboard, `/state-machines/${machine.name}/executions`, { input });
}

async function execute(dashboard: Dashboard, plansPath: string, body: object): Promise<void> {
  const { planId, fingerprint } = zPlan.parse(await call(dashboard, plansPath, body));
  await call(dashboard, `/plans/${planId}/acts`, { act: 'execute', fingerprint });
  let status: string = 'running';
  const isSettled = async () => {
    ({ status } = zPlan.parse(await call(dashboard, `/plans/${planId}`)));
    return status !== 'running' && status !== 'proposed';
  };
  await waitUntil(isSettled, PLAN_WITHIN_MS, dashboard.stopped);
  if (status !== 'done') throw new Error(`The plan ${planId} is ${status}.`);
}

const zRefusal = z.object({ detail: z.string() });

async function call({ address }: Dashboard, route: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`${address}/api/v1${route}`, {
    method: body === undefined ? 'GET' : 'POST',
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const answer: unknown = await response.json();
  if (response.ok) return answer;
  throw new Error(zRefusal.safeParse(answer).data?.detail ?? `${route} answered ${response.status}.`);
}
