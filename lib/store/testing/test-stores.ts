import { US_EAST_1_PRICES } from '../../domain/cost.ts';
import { openStore } from '../open-store.ts';
import type { Store } from '../store.ts';
import { findPostgres, startPostgres, type TestPostgres } from './postgres.ts';

const OPTIONS = {
  owner: 'test',
  prices: US_EAST_1_PRICES,
  limits: { traceChainMaxHops: 10_000, chainMaxHops: 1_000_000 },
};

/** Where a suite of store tests runs: each opens new, empty stores of one engine. */
export interface TestEngine {
  name: string;
  start(): Promise<void>;
  open(limits?: { traceChainMaxHops: number; chainMaxHops: number }): Promise<Store>;
  stop(): Promise<void>;
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
  return {
    name: 'PGlite',
    async start() {},
    open: (limits = OPTIONS.limits) => openStore({ ...OPTIONS, limits }),
    async stop() {},
  };
}

function postgresql(binaries: string): TestEngine {
  let server: TestPostgres | null = null;
  return {
    name: 'PostgreSQL',
    async start() {
      server = await startPostgres(binaries);
    },
    async open(limits = OPTIONS.limits) {
      if (server === null) throw new Error('PostgreSQL was not started');
      return openStore({ ...OPTIONS, limits, databaseUrl: await server.createDatabase() });
    },
    async stop() {
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
