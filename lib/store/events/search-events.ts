import { Prisma } from '../../../prisma/generated/client.ts';
import type { Tx } from '../sql/tx.ts';
import { EVENT_COLUMNS, type EventColumns, NEWEST_FIRST } from './event-row.ts';

interface EventSearch {
  /** Each is part of source and detail type, or the event key starts with it. */
  words: readonly string[];
  /** Every other condition, on `e`. */
  within: Prisma.Sql;
  /** The bus that `within` asks for; null where it asks for none. */
  eventBusName: string | null;
  /** `within` without the bus. */
  withinBus: Prisma.Sql;
  limit: number;
}

/** What events of one bus, source and detail type have in common. */
interface EventKind {
  event_bus_name: string;
  source: string;
  detail_type: string;
  /** For each word, whether it is part of source and detail type. */
  holds: boolean[];
}

// as a constant it would make a planner without statistics (PGlite gathers none) sort everything
const PROBED = Prisma.sql`(SELECT 5000)`;
const MAX_KINDS = 2_000;

/**
 * Events that hold every word, newest first. Words that are frequent show among the newest events. Others are found by
 * the kinds of event that hold them and by the keys that start with them: reading every event takes too long.
 */
export async function searchEvents(tx: Tx, search: EventSearch): Promise<EventColumns[]> {
  const { words, within, limit } = search;
  const holding = Prisma.join(words.map(holdsWord), ' AND ');
  const near = await tx.$queryRaw<EventColumns[]>`
    SELECT ${EVENT_COLUMNS} FROM (SELECT * FROM event e WHERE ${within} ${NEWEST_FIRST} LIMIT ${PROBED}) e
    WHERE ${holding} ${NEWEST_FIRST} LIMIT ${limit}`;
  if (near.length === limit) return near;
  const beyond = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM event e WHERE ${within} ${NEWEST_FIRST} LIMIT 1 OFFSET ${PROBED}`;
  if (beyond.length === 0) return near;
  const kinds = await eventKinds(tx, search);
  const candidates =
    kinds.length > MAX_KINDS
      ? Prisma.empty
      : Prisma.sql`e.event_key = ANY(ARRAY(${keysOfKinds(kinds, search)} ${keysThatStart(kinds, words)})) AND`;
  return tx.$queryRaw<EventColumns[]>`
    SELECT ${EVENT_COLUMNS} FROM event e WHERE ${candidates} ${within} AND ${holding}
    ${NEWEST_FIRST} LIMIT ${limit}`;
}

function holdsWord(word: string): Prisma.Sql {
  return Prisma.sql`(${isPartOfKind(word)} OR e.event_key LIKE ${`${escaped(word)}%`})`;
}

function isPartOfKind(word: string): Prisma.Sql {
  return Prisma.sql`e.source || ' ' || e.detail_type ILIKE ${`%${escaped(word)}%`}`;
}

function escaped(word: string): string {
  return word.replaceAll(/[\\%_]/g, '\\$&');
}

/** Every kind, whenever it was seen; one more than MAX_KINDS where there are too many. Reads one index entry of each. */
function eventKinds(tx: Tx, { eventBusName, words }: EventSearch): Promise<EventKind[]> {
  const [bus, columns] =
    eventBusName === null
      ? [Prisma.empty, ['event_bus_name', 'source', 'detail_type']]
      : [Prisma.sql`AND event_bus_name = ${eventBusName}`, ['source', 'detail_type']];
  const order = Prisma.raw(columns.join(', '));
  const last = Prisma.raw(columns.map((column) => `kind.${column}`).join(', '));
  const first = (after: Prisma.Sql) => Prisma.sql`
    SELECT event_bus_name, source, detail_type FROM event WHERE ${after} ${bus} ORDER BY ${order} LIMIT 1`;
  return tx.$queryRaw<EventKind[]>`
    WITH RECURSIVE kind AS (
      (${first(Prisma.sql`true`)}) UNION ALL
      SELECT next.* FROM kind CROSS JOIN LATERAL (${first(Prisma.sql`(${order}) > (${last})`)}) next
    ) SELECT e.*, ARRAY[${Prisma.join(words.map(isPartOfKind))}] AS holds FROM kind e LIMIT ${MAX_KINDS + 1}`;
}

/** The newest keys of the kinds that hold every word. */
function keysOfKinds(kinds: readonly EventKind[], { withinBus, limit }: EventSearch): Prisma.Sql {
  const whole = kinds.filter(({ holds }) => holds.every(Boolean));
  const columns = [
    whole.map((kind) => kind.event_bus_name),
    whole.map((kind) => kind.source),
    whole.map((kind) => kind.detail_type),
  ].map((values) => Prisma.sql`${values}::text[]`);
  return Prisma.sql`
    SELECT newest.event_key FROM unnest(${Prisma.join(columns)}) AS kind (event_bus_name, source, detail_type)
    CROSS JOIN LATERAL (
      SELECT e.event_key FROM event e
      WHERE e.event_bus_name = kind.event_bus_name AND e.source = kind.source AND e.detail_type = kind.detail_type
        AND ${withinBus} ${NEWEST_FIRST} LIMIT ${limit}
    ) newest`;
}

/** The keys that start with the words that a kind does not hold; where there are several, one starts with the others. */
function keysThatStart(kinds: readonly EventKind[], words: readonly string[]): Prisma.Sql {
  const starts = kinds.flatMap(({ holds }) => {
    const missing = words.filter((_, index) => holds[index] === false);
    const [longest] = missing.toSorted((a, b) => b.length - a.length);
    return longest !== undefined && missing.every((word) => longest.startsWith(word)) ? [longest] : [];
  });
  const keys = [...new Set(starts)].map(
    (start) => Prisma.sql`UNION SELECT event_key FROM event WHERE event_key LIKE ${`${escaped(start)}%`}`,
  );
  return keys.length === 0 ? Prisma.empty : Prisma.join(keys, ' ');
}
