import { Prisma } from '../../../prisma/generated/client.ts';
import { storableText } from '../../domain/storable-text.ts';
import { decodeCursor, encodeCursor } from '../sql/keyset-cursor.ts';
import type { StoreContext } from '../store-context.ts';
import type { EventFilter, EventStore } from '../store-events.ts';
import { EVENT_COLUMNS, type EventColumns, eventRowsOf, NEWEST_FIRST } from './event-row.ts';
import { searchEvents } from './search-events.ts';

/** Events, newest first, by keyset. */
export async function listEvents(
  { prisma }: StoreContext,
  filter: EventFilter,
  page: { limit: number; cursor: string | null },
): ReturnType<EventStore['list']> {
  const { eventBusName, origin, caused } = filter;
  const after = decodeCursor(page.cursor);
  const beyond =
    after === null
      ? Prisma.empty
      : Prisma.sql`AND e.sort_at <= ${after.at} AND (e.sort_at < ${after.at} OR e.event_key < ${after.id})`;
  const bus = eventBusName === null ? Prisma.empty : Prisma.sql`AND e.event_bus_name = ${eventBusName}`;
  const withinBus = Prisma.sql`e.sort_at >= ${filter.from} ${ORIGINS[origin]} ${CAUSED[caused]} ${beyond}`;
  const within = Prisma.sql`${withinBus} ${bus}`;
  const words = storableText(filter.text).text.trim().split(/\s+/).filter(Boolean).slice(0, MAX_WORDS);
  const limit = page.limit + 1;
  const found =
    words.length === 0
      ? await prisma.$queryRaw<EventColumns[]>`
          SELECT ${EVENT_COLUMNS} FROM event e WHERE ${within} ${NEWEST_FIRST} LIMIT ${limit}`
      : await searchEvents(prisma, { words, within, eventBusName, withinBus, limit });
  const shown = found.slice(0, page.limit);
  const last = shown.at(-1);
  const more = found.length > page.limit && last !== undefined;
  return {
    rows: await eventRowsOf(prisma, shown),
    nextCursor: more ? encodeCursor({ at: last.sort_at, id: last.event_key }) : null,
  };
}

const ORIGINS: Record<EventFilter['origin'], Prisma.Sql> = {
  all: Prisma.empty,
  published: Prisma.sql`AND e.status = ANY('{published,unconfirmed}')`,
  seen: Prisma.sql`AND e.seen_at IS NOT NULL`,
  failed: Prisma.sql`AND e.status = 'failed'`,
};
const CAUSED: Record<EventFilter['caused'], Prisma.Sql> = {
  all: Prisma.empty,
  runs: Prisma.sql`AND e.caused`,
  nothing: Prisma.sql`AND NOT e.caused`,
};
const MAX_WORDS = 10;
