import type { Tx } from './tx.ts';

/** A transaction whose writes are taken at once and done in order while the caller goes on; they tell no row counts. */
export interface WriteBehind extends Tx {
  /** Resolves when all that was taken is written; rejects with the first failure, after which nothing is written. */
  flush(): Promise<void>;
}

/** Lets the database write while the next rows are made here. A read waits for the writes before it. */
export function writeBehind(tx: Tx): WriteBehind {
  let last: Promise<unknown> = Promise.resolve();
  const behind = (write: () => Promise<number>): Promise<number> => {
    last = last.then(write);
    last.catch(() => {}); // told by the next read or flush
    return Promise.resolve(0);
  };
  return {
    $executeRaw: (query, ...values) => behind(() => tx.$executeRaw(query, ...values)),
    $executeRawUnsafe: (query, ...values) => behind(() => tx.$executeRawUnsafe(query, ...values)),
    async $queryRaw<T>(query: Parameters<Tx['$queryRaw']>[0], ...values: unknown[]) {
      await last;
      return tx.$queryRaw<T>(query, ...values);
    },
    async $queryRawUnsafe<T>(query: string, ...values: unknown[]) {
      await last;
      return tx.$queryRawUnsafe<T>(query, ...values);
    },
    async flush() {
      await last;
    },
  };
}
