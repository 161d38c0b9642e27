import { US_EAST_1_PRICES } from '../domain/cost.ts';
import { openConnection } from '../store/connection/open-connection.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { findPostgres, startPostgres } from '../store/testing/postgres.ts';
import type { BenchResult } from './bench-row.ts';
import { type SeedPlan, seedStore } from './seed-store.ts';

export interface BenchServer {
  /** The URL of a new, empty database. */
  createDatabase(): Promise<string>;
  /** A new database, seeded, and a store on it. */
  open(seeds: readonly SeedPlan[]): Promise<Store>;
  stop(): Promise<void>;
}

/** A PostgreSQL server for one bench row; null where PostgreSQL is not installed. */
export async function startBenchServer(): Promise<BenchServer | null> {
  const binaries = findPostgres();
  if (binaries === null) return null;
  const server = await startPostgres(binaries);
  return {
    createDatabase: () => server.createDatabase(),
    async open(seeds) {
      const databaseUrl = await server.createDatabase();
      const connection = await openConnection({ databaseUrl });
      for (const seed of seeds) {
        await connection.prisma.$transaction((tx) => seedStore(tx, seed), { timeout: 1_200_000 });
      }
      await connection.prisma.$executeRawUnsafe('VACUUM ANALYZE');
      await connection.close();
      const limits = { traceChainMaxHops: 10_000, chainMaxHops: 1_000_000 };
      return openStore({ databaseUrl, owner: 'bench', prices: US_EAST_1_PRICES, limits });
    },
    stop: () => server.stop(),
  };
}

/** What a row says where it could not be measured. */
export function withoutPostgresql(what: string, must: string): BenchResult {
  const measured = 'not measured: PostgreSQL is not installed here (apt-get install postgresql)';
  return { what, must, measured, figures: {}, ok: false };
}
