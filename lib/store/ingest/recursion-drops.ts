import type { Tx } from '../sql/tx.ts';
import type { ChainState } from './chain-state.ts';

const MINUTE_MS = 60_000;
/** AWS's loop guard stops a chain after about 16 invocations (aws.md 3). */
const FEWEST_HOPS = 14;

/** Chains that ended where AWS's loop guard dropped an invocation of their last hop's function are cut by it. */
export async function applyRecursionDrops(tx: Tx, states: readonly ChainState[]): Promise<void> {
  const long = states.filter(({ totals }) => totals.hopCount >= FEWEST_HOPS && totals.last !== null);
  if (long.length === 0) return;
  const names = [...new Set(long.flatMap(({ totals }) => totals.last?.functionName ?? []))];
  const earliest = Math.min(...long.map(({ totals }) => totals.last?.atMs ?? Infinity));
  const drops = await tx.$queryRaw<{ function_name: string; at: Date }[]>`
    SELECT function_name, at FROM recursion_drop
    WHERE function_name = ANY(${names}) AND at >= ${new Date(earliest - MINUTE_MS)}`;
  for (const { totals } of long) {
    const last = totals.last;
    if (last === null) continue;
    const drop = drops.find(
      ({ function_name, at }) =>
        function_name === last.functionName &&
        Math.abs(at.getTime() + MINUTE_MS / 2 - last.atMs) <= MINUTE_MS,
    );
    // the metric counts whole minutes: within its minute, the drop came after the last run began
    if (drop !== undefined) {
      totals.cut = { by: 'recursion-guard', atMs: Math.max(drop.at.getTime(), last.startedMs ?? 0) };
    }
  }
}
