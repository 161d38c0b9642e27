import { US_EAST_1_PRICES } from '../../domain/cost.ts';
import { openStore, type StoreOptions } from '../open-store.ts';
import type { Store } from '../store.ts';

/** A store with prices and limits as by default; in memory unless told where. */
export function openTestStore(where: Partial<StoreOptions> = {}): Promise<Store> {
  return openStore({
    owner: 'test',
    prices: US_EAST_1_PRICES,
    limits: { traceChainMaxHops: 10_000, chainMaxHops: 1_000_000 },
    ...where,
  });
}
