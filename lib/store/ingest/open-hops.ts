import { expectationsOf, hasFailed, isAsynchronous } from '../../domain/expectations.ts';
import type { Hop } from '../../domain/hop.ts';
import { referencesOf } from '../../domain/links.ts';
import { taskIdOf } from '../../domain/observation-key.ts';
import type { Tx } from '../sql/tx.ts';
import type { OpenHop } from './chain-totals.ts';
import type { HopPool } from './hop-pool.ts';
import type { Joined } from './join-chains.ts';
import type { Linkable } from './link-hops.ts';
import type { PooledHop } from './pooled-hop.ts';
import type { WorkingSet } from './working-set.ts';
import { timeoutOf } from './working-set.ts';

/** What is open after each of the linked hops; `effects` are the hops that caused something. */
export function openHopsOf(
  set: WorkingSet,
  pool: HopPool,
  linkables: readonly Linkable[],
  joined: Joined,
  effects: ReadonlySet<string>,
  seeming: ReadonlyMap<string, ReadonlySet<string>>,
): Map<string, OpenHop | null> {
  return new Map(
    linkables.map(({ pooled }) => [
      pooled.hop.hopId,
      openHopOf(set, pool, pooled, joined, effects, seeming.get(pooled.hop.hopId) ?? new Set()),
    ]),
  );
}

function openHopOf(
  set: WorkingSet,
  pool: HopPool,
  { hop }: PooledHop,
  joined: Joined,
  effects: ReadonlySet<string>,
  seeming: ReadonlySet<string>,
): OpenHop | null {
  const state = set.requests.get(hop.requestId);
  if (state === undefined) return null;
  const link = joined.links.get(hop.hopId) ?? null;
  const cause = link?.causeHopId == null ? null : (pool.byHopId.get(link.causeHopId)?.hop ?? null);
  const limits = { maximumRetryAttempts: 2, maximumEventAgeMs: 21_600_000, timeoutMs: timeoutOf(state) };
  const arrived = new Set([...arrivedFor(pool, hop), ...seeming]);
  const expected = expectationsOf(hop, arrived, isAsynchronous(hop, link, cause), limits).map(
    ({ kind, reference, expectedBy, functionName }) => ({
      kind,
      ...(reference.kind === 'event-id' ? { eventId: reference.value } : {}),
      byMs: expectedBy.getTime(),
      ...placeOf(hop, functionName ?? null),
    }),
  );
  const failure = effects.has(hop.hopId) ? null : failureOf(hop, arrived);
  return failure === null && expected.length === 0 ? null : { hopId: hop.hopId, failure, expected };
}

/** Where the expected run would show; what a rule runs may not show which event ran it where nothing is traced. */
function placeOf(
  hop: Hop,
  functionName: string | null,
): Pick<OpenHop['expected'][number], 'logGroupName' | 'observable'> {
  const own = { logGroupName: hop.logGroupName, observable: hop.billedDurationMs !== null };
  if (functionName === null) return own;
  if (functionName === hop.functionName)
    return { ...own, observable: own.observable && hop.traceId !== null };
  return { logGroupName: `/aws/lambda/${functionName}`, observable: false };
}

/** What the run ended its chain with: where it was the last of a stopped execution, that execution's outcome. */
function failureOf(hop: Hop, arrived: ReadonlySet<string>): OpenHop['failure'] {
  const { task } = hop;
  const own = hop.standings.find(({ executionArn }) => executionArn === task?.executionArn);
  if (task !== null && own !== undefined && own.status !== 'RUNNING') {
    if (arrived.has(taskIdOf(task.executionArn, task.eventId))) return null;
    if (own.status === 'SUCCEEDED' || own.status === 'ABORTED') return null;
    if (!hasFailed(hop)) {
      return { endedMs: own.timestamp, status: 'failed', errorType: own.error, ofExecution: true };
    }
  }
  if (!hasFailed(hop)) return null;
  return { endedMs: hop.endedAt?.getTime() ?? null, status: hop.status, errorType: hop.errorType };
}

/** Identifiers that `hop` names and that are known to have come. */
function arrivedFor(pool: HopPool, hop: PooledHop['hop']): Set<string> {
  const arrived = new Set<string>();
  for (const { role, value } of referencesOf(hop)) {
    if (role !== 'next') continue;
    if (pool.ofRequest(value).length > 0) arrived.add(value);
    for (const other of pool.byValue(value)) {
      const named = referencesOf(other.hop).some((ref) => ref.role === 'parent' && ref.value === value);
      if (named) arrived.add(value);
    }
  }
  if (pool.ofRequest(hop.requestId).some((other) => other.hop.deliveryAttempt > hop.deliveryAttempt)) {
    arrived.add(hop.requestId);
  }
  return arrived;
}

/** Of the failed hops at hand, those that caused something: by the links made now and by those stored of other hops. */
export async function hopsWithEffects(
  tx: Tx,
  pool: HopPool,
  linkables: readonly Linkable[],
  joined: Joined,
): Promise<Set<string>> {
  const effects = new Set([...joined.links.values()].flatMap((link) => link.causeHopId ?? []));
  const asked = [...pool.byHopId.values()]
    .filter(({ hop, stored }) => stored !== null && hasFailed(hop) && !effects.has(hop.hopId))
    .map(({ hop }) => hop.hopId);
  if (asked.length === 0) return effects;
  const relinked = linkables.map(({ pooled }) => pooled.hop.hopId);
  const rows = await tx.$queryRaw<{ cause_hop_id: string }[]>`
    SELECT DISTINCT cause_hop_id FROM link
    WHERE cause_hop_id = ANY(${asked}) AND accepted AND NOT effect_hop_id = ANY(${relinked})`;
  for (const row of rows) effects.add(row.cause_hop_id);
  return effects;
}
