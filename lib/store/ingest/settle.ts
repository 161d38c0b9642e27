import type { Tx } from '../sql/tx.ts';
import type { IngestResult } from '../store.ts';
import type { StoreContext } from '../store-context.ts';
import { applyChanges } from './apply-changes.ts';
import { rejudgeChains } from './rejudge-chains.ts';
import { WorkingSet } from './working-set.ts';

const RUNS_PER_TRANSACTION = 500;

/**
 * Ends what only a watermark can end: runs that it has passed by their timeout and a minute, and chains that wait for a
 * run that should have shown by now. Repeats until nothing is left to end.
 */
export async function settle(
  context: StoreContext,
  watermarks: ReadonlyMap<string, Date>,
): Promise<IngestResult> {
  const changed = new Set<string>();
  if (watermarks.size > 0) {
    for (let ended = RUNS_PER_TRANSACTION; ended === RUNS_PER_TRANSACTION; ) {
      ended = await context.write((tx) => endRuns(tx, context, watermarks, changed));
    }
    await context.write((tx) => endWaiting(tx, watermarks, changed));
  }
  return { changedChainIds: [...changed], newLineCount: 0, unreadableLineCount: 0 };
}

function passedBy(watermarks: ReadonlyMap<string, Date>): string {
  return JSON.stringify([...watermarks].map(([name, at]) => ({ name, at: at.toISOString() })));
}

async function endRuns(
  tx: Tx,
  context: StoreContext,
  watermarks: ReadonlyMap<string, Date>,
  changed: Set<string>,
): Promise<number> {
  const overdue = await tx.$queryRaw<{ request_id: string; watermark_at: Date }[]>`
    SELECT DISTINCT r.request_id, w.at AS watermark_at
    FROM jsonb_to_recordset(${passedBy(watermarks)}::jsonb) AS w (name text, at timestamptz)
    JOIN request r ON r.log_group_name = w.name JOIN hop h ON h.request_id = r.request_id
    WHERE h.running_until <= w.at AND coalesce(r.watermark_ms, 0) < date_part('epoch', w.at) * 1000
    LIMIT ${RUNS_PER_TRANSACTION}`;
  const set = new WorkingSet();
  await set.load(
    tx,
    overdue.map((row) => row.request_id),
  );
  for (const row of overdue) set.pass(row.request_id, row.watermark_at.getTime());
  for (const chainId of await applyChanges(tx, context, set)) changed.add(chainId);
  return overdue.length;
}

async function endWaiting(
  tx: Tx,
  watermarks: ReadonlyMap<string, Date>,
  changed: Set<string>,
): Promise<void> {
  const latest = new Date(Math.max(...[...watermarks.values()].map(Number)));
  const rows = await tx.$queryRaw<{ chain_id: string }[]>`
    SELECT chain_id FROM chain WHERE next_expected_by <= ${latest} LIMIT 1000`;
  for (const chainId of await rejudgeChains(
    tx,
    rows.map((row) => row.chain_id),
    watermarks,
  )) {
    changed.add(chainId);
  }
}
