import { AppError } from '../domain/app-error.ts';
import { chainStore } from './chains/chain-store.ts';
import { conditionStore } from './conditions/condition-store.ts';
import type { Connection } from './connection/connection.ts';
import { openConnection } from './connection/open-connection.ts';
import { eventStore } from './events/event-store.ts';
import { executionStore } from './executions/execution-store.ts';
import { functionStore } from './functions.ts';
import { hopStore } from './hops/hop-store.ts';
import { ingestStore } from './ingest/ingest-store.ts';
import { operationStore } from './operations/operation-store.ts';
import { planStore } from './plans.ts';
import { prune } from './prune.ts';
import { sourceStore } from './sources.ts';
import { singleWriter } from './sql/single-writer.ts';
import type { Store } from './store.ts';
import { LIVE_CHANNEL, type StoreContext, type StoreLimits, type StorePrices } from './store-context.ts';

export interface StoreOptions {
  /** PostgreSQL; else PGlite in `dataDir`; else PGlite in memory. */
  databaseUrl?: string | undefined;
  dataDir?: string | undefined;
  /** The account and endpoint whose rows these are, such as `sandbox` or `aws-123456789012`. */
  owner: string;
  prices: StorePrices;
  limits: StoreLimits;
}

/**
 * Opens and migrates the store. Throws AppError `conflict` when the database holds another account's rows or its data
 * directory is open elsewhere, `store-unavailable` when it does not answer.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const connection = await openConnection(options);
  try {
    await claim(connection, options.owner);
    return await composed(connection, options);
  } catch (error) {
    await connection.close();
    throw error;
  }
}

async function composed(connection: Connection, { prices, limits }: StoreOptions): Promise<Store> {
  const { prisma, engine } = connection;
  const context: StoreContext = { prisma, prices, limits, write: singleWriter(prisma) };
  const listeners = new Set<(payload: string) => void>();
  await connection.listen(LIVE_CHANNEL, (payload) => {
    for (const listener of listeners) listener(payload);
  });
  return {
    engine,
    async ping() {
      await prisma.$queryRaw`SELECT 1`;
    },
    close: () => connection.close(),
    onNotification(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async notify(payload) {
      await prisma.$executeRaw`SELECT pg_notify(${LIVE_CHANNEL}, ${payload})`;
    },
    tryLead: () => connection.tryLead(),
    ingest: ingestStore(context),
    sources: sourceStore(context),
    chains: chainStore(context),
    hops: hopStore(context),
    operations: operationStore(context),
    events: eventStore(context),
    executions: executionStore(context),
    conditions: conditionStore(context),
    functions: functionStore(context),
    plans: planStore(context),
    prune: (before) => prune(context, before),
  };
}

async function claim({ prisma }: Connection, owner: string): Promise<void> {
  await prisma.owner.createMany({ data: [{ id: 1, owner }], skipDuplicates: true });
  const held = await prisma.owner.findUnique({ where: { id: 1 } });
  if (held?.owner === owner) return;
  throw new AppError('conflict', `This database holds the rows of ${held?.owner}, not of ${owner}.`, {
    nextStep: 'Give each account and endpoint a database or a data directory of its own.',
  });
}
