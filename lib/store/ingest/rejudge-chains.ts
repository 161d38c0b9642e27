import type { Tx } from '../sql/tx.ts';
import { loadChains } from './chain-state.ts';
import { judgeChain, loadWatermarks, type Watermarks } from './judge-chains.ts';
import { notifyChains } from './notify-chains.ts';
import { applyRecursionDrops } from './recursion-drops.ts';
import { nextRevision } from './revision.ts';
import { RollupDeltas } from './rollups.ts';
import { writeChains } from './write-chains.ts';

/** Judges chains again by what became known beside their hops; returns those whose status or deadline changed. */
export async function rejudgeChains(
  tx: Tx,
  chainIds: readonly string[],
  passed: Watermarks = new Map(),
): Promise<string[]> {
  const chains = await loadChains(tx, chainIds);
  const states = [...chains.values()];
  const stored = await loadWatermarks(
    tx,
    states.map((state) => state.totals),
  );
  const watermarks = new Map([...stored, ...passed]);
  await applyRecursionDrops(tx, states);
  const changed = states.filter(({ totals, counted }) => {
    const verdict = judgeChain(totals, watermarks);
    return verdict.status !== counted?.status;
  });
  if (changed.length === 0) return [];
  const ids = changed.map((state) => state.chainId);
  await writeChains(tx, chains, ids, [], new RollupDeltas(), await nextRevision(tx), watermarks);
  await notifyChains(tx, ids);
  return ids;
}
