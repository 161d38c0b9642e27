import type { PrismaClient } from '../../prisma/generated/client.ts';
import type { LambdaPrices } from '../domain/cost.ts';
import type { Tx } from './sql/tx.ts';

/** What changed travels on this channel, as JSON of a LiveEvent. */
export const LIVE_CHANNEL = 'reprise_live';

export type StorePrices = LambdaPrices;

export interface StoreLimits {
  /** A chain held together by a trace ID alone stops growing here. */
  traceChainMaxHops: number;
  /** No join may make a chain larger than this. */
  chainMaxHops: number;
}

/** What every part of the store works with. */
export interface StoreContext {
  prisma: PrismaClient;
  prices: StorePrices;
  limits: StoreLimits;
  /** Runs `work` in one transaction, one writer at a time on the whole database. */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}
