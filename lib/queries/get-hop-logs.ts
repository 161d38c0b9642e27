import 'server-only';
import type { HopLogs } from '../contract/hop.ts';
import { getRuntime } from '../runtime/runtime.ts';
import { readHopLogs, readStoredTail } from '../services/read-hop-logs.ts';

/** The hop's stored tail, or a page of its log from CloudWatch. Throws `not-found` and what AWS refused. */
export async function getHopLogs(
  hopId: string,
  query: { source: 'stored' | 'cloudwatch'; cursor?: string | undefined },
): Promise<HopLogs> {
  const runtime = await getRuntime();
  if (query.source === 'stored') return readStoredTail(runtime, hopId);
  return readHopLogs(runtime, hopId, query.cursor ?? null);
}
