import 'server-only';
import type { ChainTimeline } from '../contract/chain.ts';
import { getRuntime } from '../runtime/runtime.ts';

/** Every hop of the chain that `id` names, as columns; with `since`, those changed after that revision. Null if unknown. */
export async function getChainTimeline(id: string, since?: string): Promise<ChainTimeline | null> {
  const { store } = await getRuntime();
  const chain = await store.chains.find(id);
  if (chain === null) return null;
  const columns = await store.chains.timeline(chain.chainId, since === undefined ? null : BigInt(since));
  return { ...columns, chainId: chain.chainId, revision: columns.revision.toString() };
}
