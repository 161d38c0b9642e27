import type { Tx } from '../sql/tx.ts';
import { notifyChains } from './notify-chains.ts';
import { nextRevision } from './revision.ts';

/** An execution that went on shows on its chain, although none of its hops changed. */
export async function touchExecutions(tx: Tx, executionArns: readonly string[]): Promise<void> {
  if (executionArns.length === 0) return;
  const revision = await nextRevision(tx);
  const groups = await tx.$queryRaw<{ group_id: string }[]>`
    UPDATE hop SET revision = ${revision} WHERE hop_id IN (
      SELECT h.hop_id FROM unnest(${[...executionArns]}::text[]) AS arn CROSS JOIN LATERAL (
        SELECT hop_id FROM hop WHERE execution_arn = arn ORDER BY sort_at DESC, hop_id DESC LIMIT 1
      ) h) RETURNING group_id`;
  if (groups.length === 0) return;
  const chains = await tx.$queryRaw<{ chain_id: string }[]>`
    UPDATE chain SET revision = ${revision} WHERE chain_id IN (
      SELECT chain_id FROM chain_group WHERE group_id = ANY(${groups.map((row) => row.group_id)}))
    RETURNING chain_id`;
  await notifyChains(
    tx,
    chains.map((row) => row.chain_id),
  );
}
