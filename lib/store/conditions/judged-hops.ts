import { isCountedOn } from '../../domain/counted-attempts.ts';
import { type PlaceColumns, withCountedAttempts } from '../hops/count-attempts.ts';
import { deriveStoredHops } from '../hops/hop-rows.ts';
import { loadRecordedTexts } from '../recorded-text.ts';
import { decodeCursor, encodeCursor } from '../sql/keyset-cursor.ts';
import type { ConditionStore, JudgedHop } from '../store-conditions.ts';
import type { StoreContext } from '../store-context.ts';

interface JudgedColumns extends PlaceColumns {
  request_id: string;
  ended_at: Date;
  cost_usd: number | null;
  revision: bigint;
  chain_id: string;
  chain_started_at: Date | null;
  chain_cost_usd: number | null;
}

/** Ended hops of a function in order of their end, by keyset. */
export async function scanHops(
  context: StoreContext,
  where: Parameters<ConditionStore['scan']>[0],
  page: Parameters<ConditionStore['scan']>[1],
): ReturnType<ConditionStore['scan']> {
  const after = decodeCursor(page.cursor) ?? { at: where.from, id: '' };
  const found = await context.prisma.$queryRaw<JudgedColumns[]>`
    SELECT h.hop_id, h.request_id, h.parent_hop_id, h.function_name, h.via, h.attempt, h.ended_at, h.cost_usd, h.revision, g.chain_id,
      c.started_at AS chain_started_at, c.cost_usd AS chain_cost_usd
    FROM (
      SELECT hop_id, request_id, parent_hop_id, function_name, via, group_id, attempt, ended_at, cost_usd, revision FROM hop
      WHERE function_name = ${where.functionName} AND ended_at >= ${after.at} AND ended_at <= ${where.to}
        AND (ended_at, hop_id) > (${after.at}, ${after.id})
      ORDER BY ended_at, hop_id LIMIT ${page.limit + 1}
    ) h JOIN chain_group g ON g.group_id = h.group_id JOIN chain c ON c.chain_id = g.chain_id
    ORDER BY h.ended_at, h.hop_id`;
  const shown = found.slice(0, page.limit);
  const last = shown.at(-1);
  const more = found.length > page.limit && last !== undefined;
  return {
    rows: await judgedHopsOf(context, shown),
    nextCursor: more ? encodeCursor({ at: last.ended_at, id: last.hop_id }) : null,
  };
}

/** See `ConditionStore.unjudged`; where nothing is left, notes how far that is true, so that looking again is cheap. */
export async function unjudgedHops(
  context: StoreContext,
  { conditionId, endedSince, limit }: Parameters<ConditionStore['unjudged']>[0],
): Promise<JudgedHop[]> {
  const { prisma } = context;
  const [place] = await prisma.$queryRaw<{ upTo: bigint | null }[]>`
    SELECT max(h.revision) AS "upTo" FROM condition c JOIN hop h ON h.function_name = c.function_name
    WHERE c.condition_id = ${conditionId} AND h.revision > c.judged_revision`;
  const upTo = place?.upTo ?? null;
  if (upTo === null) return [];
  const found = await prisma.$queryRaw<JudgedColumns[]>`
    SELECT h.hop_id, h.request_id, h.parent_hop_id, h.function_name, h.via, h.attempt, h.ended_at, h.cost_usd, h.revision, g.chain_id,
      c.started_at AS chain_started_at, c.cost_usd AS chain_cost_usd
    FROM condition k JOIN hop h ON h.function_name = k.function_name AND h.revision > k.judged_revision
    JOIN chain_group g ON g.group_id = h.group_id JOIN chain c ON c.chain_id = g.chain_id
    WHERE k.condition_id = ${conditionId} AND h.ended_at >= ${endedSince} AND NOT EXISTS (
      SELECT 1 FROM decision d WHERE d.condition_id = k.condition_id AND d.hop_id = h.hop_id
        AND (d.decision <> 'undecidable' OR d.revision >= h.revision))
    ORDER BY h.revision, h.ended_at, h.hop_id LIMIT ${limit}`;
  if (found.length === 0) {
    await prisma.$executeRaw`
      UPDATE condition SET judged_revision = ${upTo} WHERE condition_id = ${conditionId} AND judged_revision < ${upTo}`;
  }
  return judgedHopsOf(context, found);
}

async function judgedHopsOf(
  { prisma }: StoreContext,
  places: readonly JudgedColumns[],
): Promise<JudgedHop[]> {
  if (places.length === 0) return [];
  const derived = await deriveStoredHops(
    prisma,
    places.map((place) => place.request_id),
  );
  const known = places.flatMap((place) => derived.get(place.hop_id) ?? []);
  const texts = await loadRecordedTexts(prisma, known);
  const stated = new Set(places.filter((place) => !isCountedOn(place)).map(({ hop_id }) => hop_id));
  return (await withCountedAttempts(prisma, places)).flatMap((place) => {
    const hop = derived.get(place.hop_id)?.hop;
    if (hop === undefined) return [];
    const { payload, response } = texts.get(place.hop_id) ?? { payload: null, response: null };
    return [
      {
        hopId: hop.hopId,
        chainId: place.chain_id,
        requestId: hop.requestId,
        functionName: hop.functionName,
        functionArn: hop.functionArn,
        status: hop.status,
        errorType: hop.errorType,
        errorMessage: hop.errorMessage,
        deliveryAttempt: hop.deliveryAttempt,
        attempt: place.attempt,
        attemptStated: stated.has(place.hop_id),
        traceId: hop.traceId,
        startedAt: hop.startedAt,
        endedAt: place.ended_at,
        chainStartedAt: place.chain_started_at,
        chainCostUsd: place.chain_cost_usd,
        billedDurationMs: hop.billedDurationMs,
        costUsd: place.cost_usd,
        payload,
        response,
        revision: place.revision,
      },
    ];
  });
}
