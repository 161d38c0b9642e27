import { Prisma } from '../../../prisma/generated/client.ts';
import type { StoreContext } from '../store-context.ts';
import type { CausedRun, EventStore, RecordedEvent } from '../store-events.ts';
import { eventText } from './event-text.ts';

interface WholeEvent {
  event_id: string;
  event_bus_name: string;
  sort_at: Date;
  event: string | null;
  source: string;
  detail_type: string;
  detail: string | null;
  resources: string;
  time: Date | null;
}
const WHOLE = Prisma.sql`e.event_id, e.event_bus_name, e.sort_at, e.event, e.source, e.detail_type, p.detail, e.resources,
  e.time`;
const ENTRY = Prisma.sql`LEFT JOIN published_entry p ON p.operation_id = e.operation_id AND p.position = e.position`;
/** Only what is whole: records of a bus's log may tell of an event without showing it. */
const IS_WHOLE = Prisma.sql`e.event_id IS NOT NULL AND (e.event IS NOT NULL OR p.detail IS NOT NULL)`;
/** Further back nobody looks for what a function published. */
const NEWEST = 20_000;

export async function recordedEvents(
  { prisma }: StoreContext,
  { eventBusName, since, limit }: Parameters<EventStore['recorded']>[0],
): Promise<RecordedEvent[]> {
  const bus = eventBusName === null ? Prisma.empty : Prisma.sql`AND e.event_bus_name = ${eventBusName}`;
  const rows = await prisma.$queryRaw<WholeEvent[]>`
    SELECT ${WHOLE} FROM event e ${ENTRY} WHERE e.sort_at >= ${since} ${bus} AND ${IS_WHOLE}
    ORDER BY e.sort_at DESC, e.event_key DESC LIMIT ${limit}`;
  return rows.map(recordedOf);
}

export async function publishedBy(
  { prisma }: StoreContext,
  functionName: string,
  limit: number,
): Promise<RecordedEvent[]> {
  const rows = await prisma.$queryRaw<WholeEvent[]>`
    SELECT ${WHOLE} FROM (SELECT * FROM event ORDER BY sort_at DESC, event_key DESC LIMIT ${NEWEST}) e ${ENTRY}
    WHERE ${IS_WHOLE} AND EXISTS (
      SELECT 1 FROM identifier i JOIN hop h USING (request_id)
      WHERE i.value = e.event_id AND i.role = 'next' AND h.function_name = ${functionName}
    ) ORDER BY e.sort_at DESC, e.event_key DESC LIMIT ${limit}`;
  return rows.map(recordedOf);
}

export async function causedRuns({ prisma }: StoreContext, since: Date, limit: number): Promise<CausedRun[]> {
  const rows = await prisma.$queryRaw<(WholeEvent & { hop_id: string; function_name: string })[]>`
    SELECT ${WHOLE}, h.hop_id, h.function_name FROM (
      SELECT * FROM event_run WHERE at >= ${since} ORDER BY at DESC LIMIT ${limit}
    ) r JOIN event e ON e.event_key = r.event_id JOIN hop h ON h.hop_id = r.hop_id ${ENTRY}
    WHERE ${IS_WHOLE} ORDER BY r.at DESC, h.hop_id`;
  return rows.map((row) => ({ ...recordedOf(row), hopId: row.hop_id, functionName: row.function_name }));
}

export async function runsOfUnseenEvents(
  { prisma }: StoreContext,
  since: Date,
): ReturnType<EventStore['runsOfUnseenEvents']> {
  return prisma.$queryRaw<{ functionName: string; count: number; lastAt: Date }[]>`
    SELECT h.function_name AS "functionName", count(*)::int AS count, max(r.at) AS "lastAt"
    FROM event_run r JOIN hop h ON h.hop_id = r.hop_id LEFT JOIN event e ON e.event_key = r.event_id ${ENTRY}
    WHERE r.at >= ${since} AND e.event IS NULL AND p.detail IS NULL
    GROUP BY h.function_name`;
}

export async function countByBus({ prisma }: StoreContext, since: Date): Promise<Map<string, number>> {
  const rows = await prisma.$queryRaw<{ event_bus_name: string; count: number }[]>`
    SELECT event_bus_name, count(*)::int AS count FROM event WHERE sort_at >= ${since} AND event_id IS NOT NULL
    GROUP BY event_bus_name`;
  return new Map(rows.map((row) => [row.event_bus_name, row.count]));
}

function recordedOf(row: WholeEvent): RecordedEvent {
  const { event_id: eventId, source, detail_type: detailType, time, sort_at: at } = row;
  const resources = JSON.parse(row.resources) as string[];
  const event =
    row.event ?? eventText({ eventId, source, detailType, detail: row.detail ?? '{}', resources, time, at });
  return { eventId, eventBusName: row.event_bus_name, at, event };
}
