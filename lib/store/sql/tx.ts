import type { Prisma } from '../../../prisma/generated/client.ts';

/** What reads and writes go through: the client itself or a transaction of it. */
export type Tx = Pick<
  Prisma.TransactionClient,
  '$executeRaw' | '$executeRawUnsafe' | '$queryRaw' | '$queryRawUnsafe'
>;
