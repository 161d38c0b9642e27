import 'server-only';
import type { z } from 'zod';
import type { zChainPage } from '../contract/chain.ts';
import type { ChainListQuery } from '../contract/chain-filters.ts';
import { getRuntime } from '../runtime/runtime.ts';
import { chainFilter } from './chain-filter.ts';
import { chainSummary } from './dto/chain-dto.ts';

/** One page of chains, newest activity first. Throws `invalid-input` for a cursor or range that cannot be. */
export async function getChains(query: ChainListQuery): Promise<z.infer<typeof zChainPage>> {
  const { store } = await getRuntime();
  const now = new Date();
  const { limit, cursor = null } = query;
  const { rows, nextCursor } = await store.chains.list(chainFilter(query, now), { limit, cursor });
  return { items: rows.map((row) => chainSummary(row, now)), nextCursor };
}
