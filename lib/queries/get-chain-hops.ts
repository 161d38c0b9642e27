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
  const chain = await store.chains.find(id);
  if (chain === null) return null;
  const { limit, cursor = null } = page;
  const { rows, nextCursor } = await store.hops.list(chain.chainId, { limit, cursor });
  return { items: rows.map(hopDto), nextCursor };
}
