import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Store } from '../store/store.ts';

const CALL_EVERY_MS = 5_000;
/** Two calls of every other dashboard fall into it. */
const LISTEN_MS = 12_000;

/**
 * Settles what a process that is gone left behind: its operations without a reply become unconfirmed. The embedded
 * database has no other process. On a shared one, every dashboard says over NOTIFY that it is alive, for as long as
 * `signal` lets it, and what it hears in the first seconds decides whose operations are left alone.
 */
export async function recoverOperations(
  store: Store,
  logger: Pick<Logger, 'info' | 'warn'>,
  instanceId: string,
  signal: AbortSignal,
): Promise<void> {
  try {
    const alive = new Set([instanceId]);
    if (store.engine === 'postgresql') {
      void sayAlive(store, instanceId, signal);
      const unsubscribe = store.onNotification((payload) => {
        const other = aliveInstanceOf(payload);
        if (other !== null) alive.add(other);
      });
      await delay(LISTEN_MS, undefined, { signal }).finally(unsubscribe);
    }
    for (const operation of await store.operations.recover([...alive])) {
      logger.warn({ operationId: operation.operationId }, 'the reply of this operation is missing');
      await store.notify(JSON.stringify({ type: 'operation', operationId: operation.operationId }));
    }
  } catch (error) {
    if (!signal.aborted) logger.warn({ err: error }, 'operations of an earlier run could not be recovered');
  }
}

async function sayAlive(store: Store, instanceId: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await store.notify(JSON.stringify({ type: 'instance', instanceId })).catch(() => {});
    await delay(CALL_EVERY_MS, undefined, { signal }).catch(() => {});
  }
}

function aliveInstanceOf(payload: string): string | null {
  const event = JSON.parse(payload) as { type?: unknown; instanceId?: unknown };
  return event.type === 'instance' && typeof event.instanceId === 'string' ? event.instanceId : null;
}
