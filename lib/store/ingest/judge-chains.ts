import { type ChainVerdict, chainStatusOf } from '../../domain/chain-status.ts';
import type { Tx } from '../sql/tx.ts';
import { type ChainTotals, countOf } from './chain-totals.ts';

export type Watermarks = ReadonlyMap<string, Date>;

/** How far each log group has been read; read only when something is expected of one. */
export async function loadWatermarks(tx: Tx, totals: Iterable<ChainTotals>): Promise<Watermarks> {
  const groups = new Set<string>();
  for (const { open } of totals) {
    for (const { expected } of open) for (const each of expected) groups.add(each.logGroupName ?? '');
  }
  if (groups.size === 0) return new Map();
  const rows = await tx.$queryRaw<{ log_group_name: string; watermark_at: Date }[]>`
    SELECT log_group_name, watermark_at FROM source
    WHERE log_group_name = ANY(${[...groups]}) AND watermark_at IS NOT NULL`;
  return new Map(rows.map((row) => [row.log_group_name, row.watermark_at]));
}

export function judgeChain(totals: ChainTotals, watermarks: Watermarks): ChainVerdict {
  const failures = totals.open.flatMap(({ failure }) => failure ?? []);
  const lastFailure = failures.sort((a, b) => (b.endedMs ?? 0) - (a.endedMs ?? 0))[0];
  return chainStatusOf({
    runningHopCount: countOf(totals, 'running'),
    failedHopCount: countOf(totals, 'failed', 'timed-out', 'throttled'),
    lostHopCount: countOf(totals, 'lost'),
    openFailure:
      lastFailure === undefined
        ? null
        : {
            endedAt: dateOf(lastFailure.endedMs),
            status: lastFailure.status,
            errorType: lastFailure.errorType,
            ofExecution: lastFailure.ofExecution ?? false,
          },
    unknownParentStartedAt: dateOf(totals.unknownParent?.atMs ?? null),
    lastHop:
      totals.last === null
        ? null
        : {
            status: totals.last.status,
            startedAt: dateOf(totals.last.startedMs),
            limit: totals.last.ending,
          },
    expected: totals.open.flatMap(({ expected }) =>
      expected.map(({ kind, byMs, logGroupName, observable }) => ({
        kind,
        expectedBy: new Date(byMs),
        watermarkAt: watermarks.get(logGroupName ?? '') ?? null,
        observable,
        explained: false,
      })),
    ),
    cut: totals.cut === null ? null : { by: totals.cut.by, at: new Date(totals.cut.atMs) },
  });
}

function dateOf(ms: number | null): Date | null {
  return ms === null ? null : new Date(ms);
}
