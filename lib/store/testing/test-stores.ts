import { US_EAST_1_PRICES } from '../../domain/cost.ts';
import { openStore } from '../open-store.ts';
import type { Store } from '../store.ts';
import { findPostgres, startPostgres, type TestPostgres } from './postgres.ts';

const OPTIONS = {
  owner: 'test',
  prices: US_EAST_1_PRICES,
  limits: { traceChainMaxHops: 10_000, chainMaxHops: 1_000_000 },
};

/** Where a suite of store tests runs: on a new, empty store of one engine. */
export interface TestEngine {
  name: string;
  open(limits?: { traceChainMaxHops: number; chainMaxHops: number }): Promise<Store>;
  /** Closes the store that was opened, and ends the engine. */
  close(): Promise<void>;
}

/** PGlite, and PostgreSQL where it is installed; where it is not, the output says so. */
export function testEngines(): TestEngine[] {
  const binaries = findPostgres();
  if (binaries === null) {
    process.stdout.write(
      'PostgreSQL is not installed here: the store is tested on PGlite only (apt-get install postgresql)\n',
    );
    return [pglite()];
  }
  return [pglite(), postgresql(binaries)];
}

function pglite(): TestEngine {
  let store: Store | null = null;
  return {
    name: 'PGlite',
    async open(limits = OPTIONS.limits) {
      store = await openStore({ ...OPTIONS, limits });
      return store;
    },
    async close() {
      await store?.close();
    },
  };
}

function postgresql(binaries: string): TestEngine {
  let server: TestPostgres | null = null;
  let store: Store | null = null;
  return {
    name: 'PostgreSQL',
    async open(limits = OPTIONS.limits) {
      server = await startPostgres(binaries);
      store = await openStore({ ...OPTIONS, limits, databaseUrl: await server.createDatabase() });
      return store;
    },
    async close() {
      await store?.close();
      await server?.stop();
    },
  };
}

/** Every chain, whatever became of it. */
export const ANY_CHAIN = {
  status: [],
  attention: false,
  functionNames: [],
  mechanisms: [],
  from: null,
  to: null,
  singles: true,
  text: '',
};
