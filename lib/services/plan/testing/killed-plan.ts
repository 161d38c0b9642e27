import { createAwsClients } from '../../../aws/aws-clients.ts';
import type { Store } from '../../../store/store.ts';
import type { PlanStore } from '../../../store/store-plans.ts';
import { executePlan } from '../execute-plan.ts';
import { findPlan } from '../find-plan.ts';
import { undoPlan } from '../undo-plan.ts';

/** What the test that started this process is asked for: its store outlives the process. */
export interface StoreCall {
  call: number;
  method: keyof PlanStore;
  args: unknown[];
}

/** Acts on the plan of argv and kills itself right before or after it writes the plan down for the nth time. */
const { endpoint, planId, act, moment, write } = JSON.parse(process.argv[2] ?? '{}') as {
  endpoint: string;
  planId: string;
  act: 'execute' | 'undo';
  moment: 'before' | 'after';
  write: number;
};

const waiting = new Map<number, (answer: unknown) => void>();
process.on('message', ({ call, answer }: { call: number; answer: unknown }) => waiting.get(call)?.(answer));
process.on('disconnect', () => process.exit(1));
let calls = 0;
let writes = 0;

async function ask(method: keyof PlanStore, args: unknown[]): Promise<unknown> {
  if (method === 'save') writes += 1;
  const isIt = method === 'save' && writes === write;
  if (isIt && moment === 'before') process.kill(process.pid, 'SIGKILL');
  calls += 1;
  const call = calls;
  const answered = new Promise((resolve) => waiting.set(call, resolve));
  const request: StoreCall = { call, method, args };
  process.send?.(request);
  const answer = await answered;
  if (isIt) process.kill(process.pid, 'SIGKILL');
  return answer;
}

const plans = new Proxy(
  {},
  {
    get:
      (_, method: keyof PlanStore) =>
      (...args: unknown[]) =>
        ask(method, args),
  },
);
const ignore = () => {};
const context = {
  // a plan's runner needs no more of the store
  store: { plans, notify: async () => {} } as unknown as Store,
  aws: createAwsClients({
    region: 'us-east-1',
    endpoint,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  }),
  instanceId: 'killed',
  logger: { info: ignore, warn: ignore, error: ignore },
  closing: new AbortController().signal,
};
const { fingerprint } = (await findPlan(context, planId)).body;
if (act === 'execute') await executePlan(context, { planId, fingerprint });
else await undoPlan(context, { planId });
