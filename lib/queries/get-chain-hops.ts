import 'server-only';
import type { z } from 'zod';
import type { zHopPage } from '../contract/hop.ts';
import { getRuntime } from '../runtime/runtime.ts';
import { hopDto } from './dto/hop-dto.ts';

/** One page of the hops of the chain that `id` names, by start; null if the chain is unknown. */
export async function getChainHops(
  id: string,
  page: { limit: number; cursor?: string | undefined },
): Promise<z.infer<typeof zHopPage> | null> {
  const { store } = await getRuntime();
  const { limit, cursor = null } = page;
  const pageOf = async (chainId: string) => {
    const { rows, nextCursor } = await store.hops.list(chainId, { limit, cursor });
    return { items: rows.map(hopDto), nextCursor };
  };
  // Page by page of a long chain: the costlier search is for IDs other than the chain's own.
  const direct = await pageOf(id);
  if (direct.items.length > 0) return direct;
  const chain = await store.chains.find(id);
  return chain === null ? null : pageOf(chain.chainId);
}
