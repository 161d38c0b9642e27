import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { US_EAST_1_PRICES } from '../domain/cost.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { recoverOperations } from './recover-operations.ts';

const silent = { info() {}, warn() {} };
let store: Store;
beforeEach(async () => {
  store = await openStore({
    owner: 'sandbox',
    prices: US_EAST_1_PRICES,
    limits: { traceChainMaxHops: 100, chainMaxHops: 1_000 },
  });
});
afterEach(() => store.close());

async function sentBy(instanceId: string): Promise<string> {
  const operationId = randomUUID();
  await store.operations.create({
    operationId,
    functionName: 'poller',
    functionArn: null,
    invocationType: 'Event',
    payload: '{}',
    traceId: '1-65f2a1b3-0123456789abcdef01234567',
    parentHopId: null,
    separate: false,
    instanceId,
    idempotencyKey: null,
    fingerprint: 'f',
  });
  expect(await store.operations.markSent(operationId)).toBe(true);
  return operationId;
}

it('leaves what this process sent, and settles what a process that is gone sent', async () => {
  const [own, orphan] = [await sentBy('alive'), await sentBy('gone')];
  const heard: string[] = [];
  const told = new Promise<void>((resolve) => {
    store.onNotification((payload) => {
      heard.push(payload);
      resolve();
    });
  });
  await recoverOperations(store, silent, 'alive', new AbortController().signal);
  expect((await store.operations.find(own))?.status).toBe('sent');
  expect((await store.operations.find(orphan))?.status).toBe('unconfirmed');
  await told;
  expect(heard).toContain(JSON.stringify({ type: 'operation', operationId: orphan }));
});
