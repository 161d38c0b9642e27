import { type BulkTable, bulkUpsert } from '../sql/bulk-upsert.ts';
import type { Tx } from '../sql/tx.ts';
import type { PooledHop } from './pooled-hop.ts';

interface FigureColumns {
  function_name: string;
  function_arn: string;
  configuration: string;
  listed: boolean;
  marker_seen_at: string | null;
  last_hop_at: string | null;
  seen_at: string;
}
const FIGURES: BulkTable<FigureColumns> = {
  name: 'lambda_function',
  columns: {
    function_name: 'text',
    function_arn: 'text',
    configuration: 'text',
    listed: 'boolean',
    marker_seen_at: 'timestamptz',
    last_hop_at: 'timestamptz',
    seen_at: 'timestamptz',
  },
  key: ['function_name'],
  // what the account says of a listed function stays; a row that knows better already is not written
  onConflict: `DO UPDATE SET marker_seen_at = greatest(lambda_function.marker_seen_at, excluded.marker_seen_at),
      last_hop_at = greatest(lambda_function.last_hop_at, excluded.last_hop_at)
    WHERE coalesce(excluded.last_hop_at > lambda_function.last_hop_at, excluded.last_hop_at IS NOT NULL)
      OR coalesce(excluded.marker_seen_at > lambda_function.marker_seen_at, excluded.marker_seen_at IS NOT NULL)`,
};

interface Seen {
  functionArn: string | null;
  hopMs: number;
  markerMs: number | null;
}

/** Notes when each function last ran and last printed a marker, also of functions that no list has shown yet. */
export async function saveFunctionFigures(tx: Tx, hops: readonly PooledHop[]): Promise<void> {
  const seen = new Map<string, Seen>();
  for (const { hop, sortMs } of hops) {
    const of = seen.get(hop.functionName);
    const markerMs = hop.markers.length === 0 ? null : sortMs;
    if (of === undefined) {
      seen.set(hop.functionName, { functionArn: hop.functionArn, hopMs: sortMs, markerMs });
      continue;
    }
    of.hopMs = Math.max(of.hopMs, sortMs);
    if (markerMs !== null) of.markerMs = Math.max(of.markerMs ?? markerMs, markerMs);
  }
  const seenAt = new Date().toISOString();
  await bulkUpsert(
    tx,
    FIGURES,
    [...seen].map(([functionName, { functionArn, hopMs, markerMs }]) => ({
      function_name: functionName,
      function_arn: functionArn ?? '',
      configuration: '{}',
      listed: false,
      marker_seen_at: markerMs === null ? null : new Date(markerMs).toISOString(),
      last_hop_at: new Date(hopMs).toISOString(),
      seen_at: seenAt,
    })),
  );
}
