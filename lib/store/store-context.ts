import type { PrismaClient } from '../../prisma/generated/client.ts';
import type { Tx } from './sql/tx.ts';

/** us-east-1 public prices or the operator's own, in USD. */
export interface Prices {
  gbSecondX86Usd: number;
  gbSecondArmUsd: number;
  requestUsd: number;
}

export interface StoreLimits {
  /** A chain held together by a trace ID alone stops growing here. */
  traceChainMaxHops: number;
  /** No join may make a chain larger than this. */
  chainMaxHops: number;
}

/** What every part of the store works with. */
export interface StoreContext {
  prisma: PrismaClient;
  prices: Prices;
  limits: StoreLimits;
  /** Runs `work` in one transaction, one writer at a time on the whole database. */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}
