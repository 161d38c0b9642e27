import type { Tx } from './sql/tx.ts';
import type { StoreContext } from './store-context.ts';

const STEP = 500;

/** Deletes in steps, each its own short transaction, so that collecting goes on between them. */
export async function prune(
  { write }: StoreContext,
  before: { hops: Date; singleRuns: Date },
): Promise<number> {
  const steps: ((tx: Tx) => Promise<number>)[] = [
    (tx) => pruneSingleRuns(tx, before.singleRuns),
    (tx) => pruneHops(tx, before.hops),
    (tx) => pruneChains(tx, before.hops),
    (tx) => tx.$executeRaw`
      DELETE FROM stray_line WHERE ctid = ANY(array(
        SELECT ctid FROM stray_line WHERE timestamp_ms < ${before.singleRuns.getTime()} LIMIT ${STEP}))`,
    (tx) => tx.$executeRaw`
      DELETE FROM unreadable_line WHERE ctid = ANY(array(
        SELECT ctid FROM unreadable_line WHERE timestamp_ms < ${before.hops.getTime()} LIMIT ${STEP}))`,
    (tx) => tx.$executeRaw`
      DELETE FROM hop_rollup WHERE ctid = ANY(array(SELECT ctid FROM hop_rollup WHERE at < ${before.hops} LIMIT ${STEP}))`,
    (tx) => pruneEvents(tx, before.hops),
    (tx) => tx.$executeRaw`
      DELETE FROM event_delivery WHERE ctid = ANY(array(
        SELECT ctid FROM event_delivery WHERE timestamp_ms < ${before.hops.getTime()} LIMIT ${STEP}))`,
    (tx) => tx.$executeRaw`
      DELETE FROM published_entry WHERE ctid = ANY(array(
        SELECT p.ctid FROM published_entry p LEFT JOIN operation o USING (operation_id)
        WHERE o.operation_id IS NULL LIMIT ${STEP}))`,
    (tx) => pruneExecutions(tx, before.hops),
    (tx) => tx.$executeRaw`
      DELETE FROM decision WHERE ctid = ANY(array(
        SELECT ctid FROM decision WHERE decided_at < ${before.hops} LIMIT ${STEP}))`,
    (tx) => tx.$executeRaw`
      DELETE FROM due_rerun WHERE ctid = ANY(array(
        SELECT ctid FROM due_rerun WHERE due_at < ${before.hops} AND status NOT IN ('due', 'sending', 'unconfirmed')
        LIMIT ${STEP}))`,
    (tx) => tx.$executeRaw`DELETE FROM recursion_drop WHERE at < ${before.hops}`,
    (tx) => tx.$executeRaw`
      DELETE FROM operation WHERE ctid = ANY(array(
        SELECT ctid FROM operation WHERE created_at < ${before.hops} AND status NOT IN ('pending', 'sent', 'unconfirmed')
        LIMIT ${STEP}))`,
  ];
  let deleted = 0;
  for (const step of steps) {
    for (let count = STEP; count >= STEP; deleted += count) count = await write(step);
  }
  return deleted;
}

/** Old events, with what was remembered of runs that they name and that no log ever showed. */
async function pruneEvents(tx: Tx, before: Date): Promise<number> {
  const events = await tx.$queryRaw<{ event_key: string; cause_request_id: string | null }[]>`
    DELETE FROM event WHERE event_key = ANY(array(
      SELECT event_key FROM event WHERE sort_at < ${before} ORDER BY sort_at LIMIT ${STEP}))
    RETURNING event_key, cause_request_id`;
  const requestIds = events.flatMap((event) => event.cause_request_id ?? []);
  await tx.$executeRaw`
    DELETE FROM request r WHERE request_id = ANY(${requestIds})
      AND NOT EXISTS (SELECT 1 FROM hop h WHERE h.request_id = r.request_id)`;
  return events.length;
}

/** Executions that stopped long ago, with their tasks. */
async function pruneExecutions(tx: Tx, before: Date): Promise<number> {
  const executions = await tx.$queryRaw<{ execution_arn: string }[]>`
    DELETE FROM execution WHERE execution_arn = ANY(array(
      SELECT execution_arn FROM execution WHERE NOT open AND started_at < ${before} AND stopped_at < ${before}
      ORDER BY started_at LIMIT ${STEP}))
    RETURNING execution_arn`;
  const arns = executions.map((row) => row.execution_arn);
  await tx.$executeRaw`DELETE FROM execution_task WHERE execution_arn = ANY(${arns})`;
  return executions.length;
}

/** Single runs that nothing followed, with their chains: they carry no totals worth keeping. */
async function pruneSingleRuns(tx: Tx, before: Date): Promise<number> {
  const chains = await tx.$queryRaw<{ chain_id: string }[]>`
    SELECT chain_id FROM chain WHERE single AND last_activity_at < ${before} ORDER BY last_activity_at LIMIT ${STEP}`;
  return deleteChains(
    tx,
    chains.map((chain) => chain.chain_id),
  );
}

/** Chains whose last hop is older than retention. */
async function pruneChains(tx: Tx, before: Date): Promise<number> {
  const chains = await tx.$queryRaw<{ chain_id: string }[]>`
    SELECT c.chain_id FROM chain c WHERE last_activity_at < ${before}
      AND NOT EXISTS (SELECT 1 FROM chain_group g JOIN hop h USING (group_id) WHERE g.chain_id = c.chain_id)
    ORDER BY last_activity_at LIMIT ${STEP}`;
  return deleteChains(
    tx,
    chains.map((chain) => chain.chain_id),
  );
}

async function deleteChains(tx: Tx, chainIds: readonly string[]): Promise<number> {
  if (chainIds.length === 0) return 0;
  const ids = [...chainIds];
  await tx.$executeRaw`
    INSERT INTO chain_rollup (function_name, at, single, running, waiting, succeeded, recovered, failed, cut, lost, attention)
    SELECT n.name, date_trunc('hour', last_activity_at, 'UTC'), single, -count(*) FILTER (WHERE status = 'running'),
      -count(*) FILTER (WHERE status = 'waiting'), -count(*) FILTER (WHERE status = 'succeeded'),
      -count(*) FILTER (WHERE status = 'recovered'), -count(*) FILTER (WHERE status = 'failed'),
      -count(*) FILTER (WHERE status = 'cut'), -count(*) FILTER (WHERE status = 'lost'), -count(*) FILTER (WHERE attention)
    FROM chain CROSS JOIN LATERAL (SELECT '' AS name UNION ALL SELECT unnest(function_names)) n
    WHERE chain_id = ANY(${ids}) GROUP BY 1, 2, 3
    ON CONFLICT (function_name, at, single) DO UPDATE SET running = chain_rollup.running + excluded.running,
      waiting = chain_rollup.waiting + excluded.waiting, succeeded = chain_rollup.succeeded + excluded.succeeded,
      recovered = chain_rollup.recovered + excluded.recovered, failed = chain_rollup.failed + excluded.failed,
      cut = chain_rollup.cut + excluded.cut, lost = chain_rollup.lost + excluded.lost,
      attention = chain_rollup.attention + excluded.attention`;
  await deleteHopsOf(tx, ids);
  await tx.$executeRaw`
    DELETE FROM group_trace t USING chain_group g WHERE t.group_id = g.group_id AND g.chain_id = ANY(${ids})`;
  await tx.$executeRaw`DELETE FROM chain_group WHERE chain_id = ANY(${ids})`;
  return tx.$executeRaw`DELETE FROM chain WHERE chain_id = ANY(${ids})`;
}

async function deleteHopsOf(tx: Tx, chainIds: string[]): Promise<void> {
  const hops = await tx.$queryRaw<{ hop_id: string }[]>`
    SELECT hop_id FROM hop JOIN chain_group USING (group_id) WHERE chain_id = ANY(${chainIds})`;
  await deleteHops(
    tx,
    hops.map((hop) => hop.hop_id),
  );
}

/** Old hops of chains that go on: their rows end, their chain's totals stay as they were. */
async function pruneHops(tx: Tx, before: Date): Promise<number> {
  const hops = await tx.$queryRaw<{ hop_id: string }[]>`
    SELECT hop_id FROM hop WHERE sort_at < ${before} ORDER BY sort_at LIMIT ${STEP}`;
  await deleteHops(
    tx,
    hops.map((hop) => hop.hop_id),
  );
  return hops.length;
}

async function deleteHops(tx: Tx, hopIds: string[]): Promise<void> {
  if (hopIds.length === 0) return;
  await tx.$executeRaw`DELETE FROM event_run WHERE hop_id = ANY(${hopIds})`;
  await tx.$executeRaw`DELETE FROM link WHERE effect_hop_id = ANY(${hopIds}) OR cause_hop_id = ANY(${hopIds})`;
  await tx.$executeRaw`
    DELETE FROM link_candidate WHERE effect_hop_id = ANY(${hopIds}) OR candidate_hop_id = ANY(${hopIds})`;
  const requests = await tx.$queryRaw<{ request_id: string }[]>`
    DELETE FROM hop WHERE hop_id = ANY(${hopIds}) RETURNING request_id`;
  const ids = [...new Set(requests.map((row) => row.request_id))];
  await tx.$executeRaw`
    DELETE FROM request r WHERE request_id = ANY(${ids}) AND NOT EXISTS (SELECT 1 FROM hop h WHERE h.request_id = r.request_id)`;
  await tx.$executeRaw`DELETE FROM identifier WHERE request_id = ANY(${ids})`;
  await tx.$executeRaw`DELETE FROM recorded_text WHERE request_id = ANY(${ids})`;
}
