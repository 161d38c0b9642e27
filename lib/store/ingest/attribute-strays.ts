import type { Hop } from '../../domain/hop.ts';
import { deriveHops } from '../../domain/hops.ts';
import type { ObservedLine } from '../../domain/observe.ts';
import type { Tx } from '../sql/tx.ts';
import { type ClosedRun, deleteStrays, loadStrays, ownedLines, saveStrays, strayKey } from './stray-lines.ts';
import { recordOf, type WorkingSet } from './working-set.ts';

/** Lines before a stream's first START belong to it at most this much later (initialisation). */
const INIT_MS = 15_000;

/**
 * Gives lines that do not name their run to the run of their stream that they stand in, among those of this batch and
 * those that waited in its streams; what is still open waits on.
 */
export async function attributeStrays(
  tx: Tx,
  set: WorkingSet,
  logGroupName: string,
  lines: readonly ObservedLine[],
  strays: readonly ObservedLine[],
  addOwned: (owned: readonly ObservedLine[]) => Promise<void>,
): Promise<void> {
  const streams = [...new Set(lines.map((line) => line.event.logStreamName))];
  const waiting = await loadStrays(tx, logGroupName, streams);
  const known = new Set(waiting.map(strayKey));
  const arrived = strays.filter((line) => !known.has(strayKey(line)));
  const all = [...waiting, ...arrived];
  if (all.length === 0) return;
  const runs = await closedRuns(tx, set, all);
  const owned = ownedLines(all, runs);
  await addOwned(owned);
  const ownedKeys = new Set(owned.map(strayKey));
  await deleteStrays(
    tx,
    waiting.filter((line) => ownedKeys.has(strayKey(line))),
  );
  await saveStrays(
    tx,
    arrived.filter((line) => !ownedKeys.has(strayKey(line))),
  );
}

async function closedRuns(tx: Tx, set: WorkingSet, strays: readonly ObservedLine[]): Promise<ClosedRun[]> {
  const streams = [...new Set(strays.map((line) => line.event.logStreamName))];
  const times = strays.map((line) => line.event.timestamp);
  const from = new Date(times.reduce((least, at) => Math.min(least, at), Infinity));
  const to = new Date(times.reduce((most, at) => Math.max(most, at), -Infinity) + INIT_MS);
  const rows = await tx.$queryRaw<{ request_id: string }[]>`
    SELECT DISTINCT request_id FROM hop
    WHERE log_stream_name = ANY(${streams}) AND sort_at <= ${to} AND ended_at >= ${from}`;
  await set.load(
    tx,
    rows.map((row) => row.request_id),
  );
  const requestIds = new Set([...set.changed, ...rows.map((row) => row.request_id)]);
  return [...requestIds].flatMap((requestId) => {
    const state = set.requests.get(requestId);
    return state === undefined ? [] : deriveHops(recordOf(state), state.hops).flatMap(closedRunOf);
  });
}

function closedRunOf(hop: Hop): ClosedRun[] {
  if (hop.logStreamName === null || hop.startedAt === null || hop.endedAt === null) return [];
  if (hop.status === 'running') return [];
  return [
    {
      logStreamName: hop.logStreamName,
      requestId: hop.requestId,
      startedAt: hop.startedAt.getTime(),
      endedAt: hop.endedAt.getTime(),
      coldStart: hop.coldStart === true,
    },
  ];
}
