import type { Tx } from '../sql/tx.ts';
import { type ChainState, chainWriteOf, saveChains } from './chain-state.ts';
import { judgeChain, loadWatermarks, type Watermarks } from './judge-chains.ts';
import { applyRecursionDrops } from './recursion-drops.ts';
import type { RollupDeltas } from './rollups.ts';
import { refreshEnds } from './stale-ends.ts';

/** Judges the touched chains and writes their rows and what the rollups count them as; chains in `joined` end. */
export async function writeChains(
  tx: Tx,
  chains: ReadonlyMap<string, ChainState>,
  touched: Iterable<string>,
  joined: readonly string[],
  rollups: RollupDeltas,
  revision: bigint,
  passed: Watermarks = new Map(),
): Promise<void> {
  const states = [...touched].flatMap((id) => chains.get(id) ?? []);
  await refreshEnds(tx, states);
  await applyRecursionDrops(tx, states);
  const stored = await loadWatermarks(
    tx,
    states.map((state) => state.totals),
  );
  const watermarks = new Map([...stored, ...passed]);
  const empty = [...joined];
  const rows = states.flatMap((state) => {
    if (state.counted !== null) rollups.countChain(state.counted, -1);
    if (state.totals.hopCount === 0) {
      empty.push(state.chainId);
      return [];
    }
    const { row, counted } = chainWriteOf(state, judgeChain(state.totals, watermarks), revision);
    rollups.countChain(counted, 1);
    return [row];
  });
  if (empty.length > 0) await tx.$executeRaw`DELETE FROM chain WHERE chain_id = ANY(${empty})`;
  await saveChains(tx, rows);
  await rollups.write(tx);
}
