import { Prisma } from '../../../prisma/generated/client.ts';
import { observationKey as keyOf } from '../../domain/observation-key.ts';
import { loadRecordedText } from '../recorded-text.ts';
import { decodeCursor, encodeCursor } from '../sql/keyset-cursor.ts';
import type { HopDetailRow, HopStore } from '../store.ts';
import type { StoreContext } from '../store-context.ts';
import { withCountedAttempts } from './count-attempts.ts';
import { eventsOfHop } from './hop-events.ts';
import { deriveStoredHops, type HopPlace, hopRowOf, hopTail } from './hop-rows.ts';

const PLACE = Prisma.sql`h.hop_id, h.request_id, g.chain_id, h.parent_hop_id, h.function_name, h.attempt, h.max_attempts, h.via, l.cause_hop_id, l.strength, l.evidence,
  l.candidate_count, l.via AS link_via`;
const PLACE_FROM = Prisma.sql`hop h JOIN chain_group g USING (group_id)
  LEFT JOIN link l ON l.effect_hop_id = h.hop_id AND l.accepted`;

export function hopStore(context: StoreContext): HopStore {
  const { prisma } = context;
  return {
    find: (hopId) => detailOf(context, Prisma.sql`h.hop_id = ${hopId}`),
    findByRequestId: (requestId) => detailOf(context, Prisma.sql`h.request_id = ${requestId}`),
    async list(chainId, page) {
      const after = decodeCursor(page.cursor);
      const beyond =
        after === null ? Prisma.empty : Prisma.sql`AND (h.sort_at, h.hop_id) > (${after.at}, ${after.id})`;
      const places = await prisma.$queryRaw<(HopPlace & { sort_at: Date })[]>`
        SELECT ${PLACE}, h.sort_at FROM ${PLACE_FROM} WHERE g.chain_id = ${chainId} ${beyond}
        ORDER BY h.sort_at, h.hop_id LIMIT ${page.limit + 1}`;
      const shown = await withCountedAttempts(prisma, places.slice(0, page.limit));
      const derived = await deriveStoredHops(
        prisma,
        shown.map((place) => place.request_id),
      );
      const rows = shown.flatMap((place) => {
        const own = derived.get(place.hop_id);
        return own === undefined ? [] : [hopRowOf(place, own, context.prices)];
      });
      const last = shown.at(-1);
      const more = places.length > page.limit && last !== undefined;
      return { rows, nextCursor: more ? encodeCursor({ at: last.sort_at, id: last.hop_id }) : null };
    },
    async tail(hopId) {
      const [place] = await prisma.$queryRaw<{ request_id: string }[]>`
        SELECT request_id FROM hop WHERE hop_id = ${hopId}`;
      if (place === undefined) return null;
      const derived = (await deriveStoredHops(prisma, [place.request_id])).get(hopId);
      if (derived === undefined) return null;
      const { lines, truncated } = hopTail(derived);
      const logGroupName = derived.hop.logGroupName ?? '';
      const events = lines.map(({ logStreamName, timestamp, message, eventId }) => ({
        logGroupName,
        logStreamName,
        timestamp,
        message,
        ingestionTime: null,
        eventId,
      }));
      return { events, truncated };
    },
  };
}

async function detailOf(context: StoreContext, where: Prisma.Sql): Promise<HopDetailRow | null> {
  const { prisma, prices } = context;
  const found = await prisma.$queryRaw<HopPlace[]>`
    SELECT ${PLACE} FROM ${PLACE_FROM} WHERE ${where} ORDER BY h.delivery_attempt DESC, l.cause_hop_id LIMIT 1`;
  const [place] = await withCountedAttempts(prisma, found);
  if (place === undefined) return null;
  const derived = (await deriveStoredHops(prisma, [place.request_id])).get(place.hop_id);
  if (derived === undefined) return null;
  const related = await relatedHops(context, place.hop_id);
  const own = new Set(derived.hop.observationKeys);
  return {
    ...hopRowOf(place, derived, prices),
    ...(await loadRecordedText(prisma, derived)),
    ...related,
    ...(await eventsOfHop(prisma, derived)),
    observations: derived.state.observations.filter((each) => own.size === 0 || own.has(keyOf(each))),
  };
}

async function relatedHops(
  { prisma }: StoreContext,
  hopId: string,
): Promise<Pick<HopDetailRow, 'causes' | 'effects'>> {
  type Related = { hop_id: string; function_name: string; chain_id: string; cause: boolean };
  const rows = await prisma.$queryRaw<Related[]>`
    SELECT h.hop_id, h.function_name, g.chain_id, l.cause
    FROM (
      (SELECT cause_hop_id AS other, TRUE AS cause FROM link WHERE effect_hop_id = ${hopId} LIMIT 200)
      UNION ALL (SELECT effect_hop_id, FALSE FROM link WHERE cause_hop_id = ${hopId} LIMIT 200)
    ) l JOIN hop h ON h.hop_id = l.other JOIN chain_group g USING (group_id) ORDER BY h.sort_at, h.hop_id`;
  const shown = (row: Related) => ({
    hopId: row.hop_id,
    functionName: row.function_name,
    chainId: row.chain_id,
  });
  return {
    causes: rows.filter((row) => row.cause).map(shown),
    effects: rows.filter((row) => !row.cause).map(shown),
  };
}
