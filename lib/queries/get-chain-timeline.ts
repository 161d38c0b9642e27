import 'server-only';
import type { ChainTimeline } from '../contract/chain.ts';
import { getRuntime } from '../runtime/runtime.ts';

/** Every hop of the chain that `id` names, as columns; with `since`, those changed after that revision. Null if unknown. */
export async function getChainTimeline(id: string, since?: string): Promise<ChainTimeline | null> {
  const { store } = await getRuntime();
  const after = since === undefined ? null : BigInt(since);
  const timelineOf = async (chainId: string) => {
    const columns = await store.chains.timeline(chainId, after);
    return { ...columns, chainId, revision: columns.revision.toString() };
  };
  // A page asks by chain ID again and again: the costlier search is for other IDs. No chain has revision 0.
  const direct = await timelineOf(id);
  if (direct.revision !== '0') return direct;
  const chain = await store.chains.find(id);
  return chain === null ? null : timelineOf(chain.chainId);
}
