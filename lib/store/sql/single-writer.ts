import type { PrismaClient } from '../../../prisma/generated/client.ts';
import type { Tx } from './tx.ts';

const WRITER_LOCK_ID = 72_707_371;
const LIMITS = { maxWait: 120_000, timeout: 120_000 };

/**
 * Transactions that run one after another: in this process by a queue, among processes by an advisory lock that ends
 * with its transaction. Linking reads what it joins, so two writers could each miss the other's hop.
 */
export function singleWriter(prisma: PrismaClient): <T>(work: (tx: Tx) => Promise<T>) => Promise<T> {
  let queue: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = queue.then(() =>
      prisma.$transaction(async (tx) => {
        await tx.$executeRaw`SELECT pg_advisory_xact_lock(${WRITER_LOCK_ID})`;
        return work(tx);
      }, LIMITS),
    );
    queue = result.catch(() => {});
    return result;
  };
}
