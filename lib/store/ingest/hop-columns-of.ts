import { attemptOf } from '../../domain/attempt-of.ts';
import { limitReachedBy } from '../../domain/chain-status.ts';
import { costUsd } from '../../domain/cost.ts';
import type { Hop } from '../../domain/hop.ts';
import type { Link } from '../../domain/link.ts';
import { mechanismOf } from '../../domain/links.ts';
import { sentAtOf } from '../../domain/sent-at.ts';
import type { StorePrices } from '../store-context.ts';
import type { HopColumns } from './hop-columns.ts';
import type { PooledHop } from './pooled-hop.ts';
import type { PublishedTraces } from './published-traces.ts';
import type { RequestState } from './request-state.ts';
import { timeoutOf } from './working-set.ts';

/** A run without REPORT has ended when the watermark is this far past its timeout (DESIGN 4.4). */
const GRACE_MS = 60_000;

/** The narrow row of a hop; `link` is the accepted one, `cause` its other end. */
export function hopColumnsOf(
  { hop, sortMs, traceKey }: PooledHop,
  place: { groupId: string; link: Link | null; cause: Hop | null; traces: PublishedTraces },
  state: RequestState,
  prices: StorePrices,
): HopColumns {
  const { attempt, maxAttempts } = attemptOf(hop, place.link, place.cause);
  const via = mechanismOf(hop, place.link);
  const started =
    place.link === null && hop.traceId !== null ? (place.traces.get(hop.traceId) ?? null) : null;
  return {
    hop_id: hop.hopId,
    request_id: hop.requestId,
    group_id: place.groupId,
    function_name: hop.functionName,
    log_stream_name: hop.logStreamName,
    status: hop.status,
    delivery_attempt: hop.deliveryAttempt,
    attempt,
    max_attempts: maxAttempts,
    started_at: hop.startedAt?.getTime() ?? null,
    ended_at: hop.endedAt?.getTime() ?? null,
    sort_at: sortMs,
    duration_ms: hop.durationMs,
    cost_usd: costUsd({ ...hop, architecture: state.architecture ?? 'x86_64' }, prices),
    error_type: hop.errorType,
    trace_id: hop.traceId,
    trace_key: traceKey,
    parent_hop_id: place.link?.causeHopId ?? null,
    via: via === 'unknown' && started !== null ? 'eventbridge' : via,
    link_kind: linkKindOf(place.link),
    sent_at: (sentAtOf(hop, place.link, place.cause) ?? started?.sentAt)?.getTime() ?? null,
    running_until: hop.status === 'running' ? sortMs + timeoutOf(state) + GRACE_MS : null,
    ending: limitReachedBy(hop),
    execution_arn: hop.task?.executionArn ?? null,
  };
}

/** 0 exact or none, 1 trace, 2 guess, 3 parent unknown among several. */
function linkKindOf(link: Link | null): number {
  if (link === null || link.strength === 'exact') return 0;
  if (link.causeHopId === null) return 3;
  return link.strength === 'trace' ? 1 : 2;
}
