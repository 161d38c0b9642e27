import type { IngestResult, IngestStore } from '../store.ts';
import type { StoreContext } from '../store-context.ts';
import { rejudgeChains } from './rejudge-chains.ts';

const MINUTE_MS = 60_000;

/** Notes what AWS's loop guard dropped, and judges the chains that it may have stopped. */
export function recursionDropped(
  { write }: StoreContext,
  { functionName, minuteAt, count }: Parameters<IngestStore['recursionDropped']>[0],
): Promise<IngestResult> {
  const from = new Date(minuteAt.getTime() - MINUTE_MS);
  const to = new Date(minuteAt.getTime() + 3 * MINUTE_MS);
  return write(async (tx) => {
    if (count > 0) {
      await tx.$executeRaw`
        INSERT INTO recursion_drop (function_name, at, dropped) VALUES (${functionName}, ${minuteAt}, ${count})
        ON CONFLICT (function_name, at) DO UPDATE SET dropped = excluded.dropped`;
    } else {
      await tx.$executeRaw`DELETE FROM recursion_drop WHERE function_name = ${functionName} AND at = ${minuteAt}`;
    }
    const rows = await tx.$queryRaw<{ chain_id: string }[]>`
      SELECT chain_id FROM chain
      WHERE last_activity_at BETWEEN ${from} AND ${to} AND ${functionName} = ANY(function_names)`;
    const changedChainIds = await rejudgeChains(
      tx,
      rows.map((row) => row.chain_id),
    );
    return { changedChainIds, newLineCount: 0, unreadableLineCount: 0 };
  });
}
