import 'server-only';
import type { ChainDetail } from '../contract/chain.ts';
import { getRuntime } from '../runtime/runtime.ts';
import { sourceLagMs } from '../services/source-lag.ts';
import { chainDetail } from './dto/chain-dto.ts';

/** The chain that `id` names: a chain ID or any trace, request, event or execution ID of it; null if unknown. */
export async function getChain(id: string): Promise<ChainDetail | null> {
  const { store, collector } = await getRuntime();
  const row = await store.chains.find(id);
  if (row === null) return null;
  const { sources } = await collector.health();
  const now = new Date();
  return chainDetail(row, now, sourceLagMs(sources, row.completeness.sources));
}
