import type { Observation } from '../../domain/observation.ts';
import { targetOfArn } from '../../domain/target-arn.ts';
import type { Tx } from '../sql/tx.ts';
import type { WorkingSet } from './working-set.ts';

interface MatchColumns {
  event_id: string;
  request_id: string;
  message_type: 'RULE_MATCH' | 'INVOCATION_FAILURE';
  timestamp_ms: bigint;
  target_arns: string;
}

/**
 * Tells the requests that are known to have published these events which functions rules run by them, and where that
 * failed, as far as the bus's own log has said so; whether it or the event came first does not matter.
 */
export async function observeEventMatches(
  tx: Tx,
  set: WorkingSet,
  eventIds: readonly string[],
): Promise<void> {
  if (eventIds.length === 0) return;
  const rows = await tx.$queryRaw<MatchColumns[]>`
    SELECT e.event_id, e.cause_request_id AS request_id, d.message_type, d.timestamp_ms, d.target_arns
    FROM event e JOIN event_delivery d ON d.event_id = e.event_id
    WHERE e.event_key = ANY(${[...eventIds]}) AND e.cause_request_id IS NOT NULL
      AND d.message_type IN ('RULE_MATCH', 'INVOCATION_FAILURE')`;
  await set.load(
    tx,
    rows.map((row) => row.request_id),
  );
  for (const row of rows) {
    const state = set.requests.get(row.request_id);
    if (state !== undefined) set.add(row.request_id, state, observationsOf(row), []);
  }
}

function observationsOf(row: MatchColumns): Observation[] {
  const kind = row.message_type === 'RULE_MATCH' ? 'matched' : 'undelivered';
  const { event_id: eventId, timestamp_ms } = row;
  return (JSON.parse(row.target_arns) as string[]).flatMap((arn) => {
    const { functionName } = targetOfArn(arn);
    if (functionName === null) return [];
    return { source: 'event' as const, kind, timestamp: Number(timestamp_ms), eventId, functionName };
  });
}
