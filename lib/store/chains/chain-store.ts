import type { ChainStore } from '../store.ts';
import type { StoreContext } from '../store-context.ts';
import { chainTimeline } from './chain-timeline.ts';
import { chartHops } from './chart-hops.ts';
import { countChains } from './count-chains.ts';
import { findChain } from './find-chain.ts';
import { listHeldLinks } from './held-links.ts';
import { listChains } from './list-chains.ts';

export function chainStore(context: StoreContext): ChainStore {
  return {
    list: (filter, page) => listChains(context, filter, page),
    counts: (filter) => countChains(context, filter),
    chart: (filter, bucketMs) => chartHops(context, filter, bucketMs),
    find: (id) => findChain(context, id),
    timeline: (chainId, since) => chainTimeline(context, chainId, since),
    heldLinks: () => listHeldLinks(context),
  };
}
