import type { ChainTotals } from '../ingest/chain-totals.ts';
import { countOf } from '../ingest/chain-totals.ts';
import type { Tx } from '../sql/tx.ts';
import type { ChainDetailRow } from '../store.ts';

/** From which sources a chain is known, and what is missing of it. */
export async function completenessOf(
  tx: Tx,
  chainId: string,
  totals: ChainTotals,
): Promise<ChainDetailRow['completeness']> {
  const groups = await tx.$queryRaw<{ log_group_name: string }[]>`
    SELECT DISTINCT r.log_group_name FROM unnest(${Object.keys(totals.functions)}::text[]) AS name
    CROSS JOIN LATERAL (
      SELECT log_group_name FROM chain_group g JOIN hop h USING (group_id) JOIN request USING (request_id)
      WHERE g.chain_id = ${chainId} AND h.function_name = name AND log_group_name IS NOT NULL LIMIT 1
    ) r ORDER BY 1`;
  const [stored] = await tx.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) AS count FROM chain_group g JOIN hop h USING (group_id) WHERE g.chain_id = ${chainId}`;
  const sources = groups.map((row) => `CloudWatch Logs ${row.log_group_name}`);
  if ((totals.mechanisms.manual ?? 0) > 0) sources.push('operations of this dashboard');
  if ((totals.mechanisms.stepfunctions ?? 0) > 0) sources.push('histories of Step Functions executions');
  return { sources, gaps: gapsOf(totals, Number(stored?.count ?? 0)) };
}

function gapsOf(totals: ChainTotals, storedCount: number): { code: string; message: string }[] {
  const gaps: { code: string; message: string }[] = [];
  const tell = (count: number, code: string, one: string, many: string) => {
    if (count > 0) gaps.push({ code, message: `${count} ${count === 1 ? one : many}` });
  };
  const announced = totals.open.reduce((sum, open) => sum + open.expected.length, 0);
  tell(countOf(totals, 'running'), 'still-arriving', 'run has not ended yet', 'runs have not ended yet');
  tell(
    countOf(totals, 'lost'),
    'report-missing',
    'run whose REPORT never came',
    'runs whose REPORT never came',
  );
  tell(countOf(totals, 'not-observed'), 'not-observed', 'run that no log shows', 'runs that no log shows');
  tell(
    announced,
    'next-not-observed',
    'run that is expected and not seen',
    'runs that are expected and not seen',
  );
  tell(totals.hopCount - storedCount, 'pruned', 'run removed by retention', 'runs removed by retention');
  return gaps;
}
