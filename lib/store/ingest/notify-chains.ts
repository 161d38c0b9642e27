import type { Tx } from '../sql/tx.ts';
import { LIVE_CHANNEL } from '../store-context.ts';

/** PostgreSQL refuses payloads of 8,000 bytes; an ID in JSON takes about 20. */
const IDS_PER_NOTIFICATION = 300;

/** Tells every dashboard, when the transaction commits, which chains changed. */
export async function notifyChains(tx: Tx, chainIds: readonly string[]): Promise<void> {
  const payloads: string[] = [];
  for (let start = 0; start < chainIds.length; start += IDS_PER_NOTIFICATION) {
    const part = chainIds.slice(start, start + IDS_PER_NOTIFICATION);
    payloads.push(JSON.stringify({ type: 'chains', chainIds: part }));
  }
  if (payloads.length === 0) return;
  await tx.$executeRaw`SELECT pg_notify(${LIVE_CHANNEL}, payload) FROM unnest(${payloads}::text[]) AS payload`;
}

/** Tells every dashboard, when the transaction commits, that events or what they caused changed. */
export async function notifyEvents(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${LIVE_CHANNEL}, ${JSON.stringify({ type: 'events' })})`;
}

/** Tells every dashboard that rules changed, or which buses are watched. */
export async function notifyRules(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${LIVE_CHANNEL}, ${JSON.stringify({ type: 'rules' })})`;
}

/** Tells every dashboard that conditions changed, what they decided or what waits to run again. */
export async function notifyConditions(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${LIVE_CHANNEL}, ${JSON.stringify({ type: 'conditions' })})`;
}

/** Tells every dashboard that executions changed, or which state machines are followed. */
export async function notifyExecutions(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${LIVE_CHANNEL}, ${JSON.stringify({ type: 'executions' })})`;
}
