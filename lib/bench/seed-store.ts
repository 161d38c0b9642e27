import type { Tx } from '../store/sql/tx.ts';
import { filledIn, SEED_RUN_MS, SEED_STREAM, type SeedTemplate, seedTemplate } from './seed-template.ts';

export interface SeedPlan {
  hops: number;
  chains: number;
  /** Distinguishes the IDs of one seeding from another's in the same database. */
  prefix: string;
  /** The chains' last activity is spread over the day before this. */
  until: Date;
}

const FUNCTIONS = 20;
const SPAN_MS = 86_400_000;

/**
 * Fills an opened database with finished chains of equal length through its own tables, in one statement per table: the
 * rows that ingestion would have written, without the tails of their logs. Each run names its parent in a marker; every
 * fiftieth chain failed.
 */
export async function seedStore(prisma: Tx, plan: SeedPlan): Promise<void> {
  const { hops, chains, prefix } = plan;
  const length = Math.max(1, Math.floor(hops / chains));
  const until = plan.until.toISOString();
  const started = seedTemplate({ first: true, fails: false });
  const went = seedTemplate({ first: false, fails: false });
  const failed = seedTemplate({ first: length === 1, fails: true });
  // c: number of the chain, i: of the hop in it; a hop each second, ending at the chain's last activity
  await prisma.$executeRawUnsafe(
    `CREATE TEMPORARY TABLE seed AS
      SELECT revision, c, i, $1 || 'c' || lpad(c::text, 8, '0') AS chain_id,
        $1 || lpad(c::text, 8, '0') || '-0000-4000-8000-' || lpad(i::text, 12, '0') AS request_id,
        CASE WHEN i > 1 THEN $1 || lpad(c::text, 8, '0') || '-0000-4000-8000-' || lpad((i - 1)::text, 12, '0') END
          AS parent_request_id,
        'function-' || (c % ${FUNCTIONS}) AS function_name,
        '1-65f2a1b3-' || lpad(to_hex(c), 16, '0') || lpad(to_hex(ascii($1)), 8, '0') AS trace_id,
        date_trunc('milliseconds', $2::timestamptz - (c::float8 * ${SPAN_MS} / ${chains} + (${length} - i) * 1000.0) * interval '1 ms') AS at,
        CASE WHEN c % 50 = 0 AND i = ${length} THEN 'failed' ELSE 'succeeded' END AS status
      FROM (SELECT nextval('revision_seq') AS revision) AS r
        CROSS JOIN generate_series(1, ${chains}) AS c CROSS JOIN generate_series(1, ${length}) AS i`,
    prefix,
    until,
  );
  const told = (name: 'observations' | 'hops') => {
    const text = (template: SeedTemplate) => `'${template[name].replaceAll("'", "''")}'`;
    return filledIn(
      `CASE WHEN status = 'failed' THEN ${text(failed)} WHEN i = 1 THEN ${text(started)} ELSE ${text(went)} END`,
    );
  };
  await prisma.$executeRawUnsafe(`
    INSERT INTO request (request_id, function_name, log_group_name, architecture, timeout_ms, observations, hops, tails)
    SELECT request_id, function_name, '/aws/lambda/' || function_name, 'arm64', 60000, ${told('observations')},
      ${told('hops')}, '[]' FROM seed`);
  await prisma.$executeRawUnsafe(`
    INSERT INTO hop (hop_id, request_id, group_id, function_name, log_stream_name, status, delivery_attempt, attempt,
      started_at, ended_at, sort_at, duration_ms, cost_usd, error_type, trace_id, trace_key, parent_hop_id, via, link_kind, revision)
    SELECT request_id || '.1', request_id, chain_id, function_name, '${SEED_STREAM}', status, 1, i, at,
      at + interval '${SEED_RUN_MS} ms', at, ${SEED_RUN_MS}, ${went.costUsd}, CASE status WHEN 'failed' THEN 'OrderNotReady' END,
      trace_id, substr(trace_id, 12), parent_request_id || '.1', CASE WHEN i > 1 THEN 'invoke' ELSE 'unknown' END, 0, revision
    FROM seed`);
  await prisma.$executeRawUnsafe(`
    INSERT INTO link (effect_hop_id, cause_hop_id, strength, via, evidence, candidate_count, accepted)
    SELECT request_id || '.1', parent_request_id || '.1', 'exact', 'invoke', ${filledIn(`'${went.evidence}'`)}, 1, TRUE
    FROM seed WHERE i > 1`);
  await prisma.$executeRawUnsafe(`
    INSERT INTO identifier (value, request_id) SELECT parent_request_id, request_id FROM seed WHERE i > 1`);
  await prisma.$executeRawUnsafe(`
    INSERT INTO chain_group SELECT DISTINCT chain_id, chain_id, revision FROM seed`);
  await prisma.$executeRawUnsafe(`
    INSERT INTO group_trace SELECT DISTINCT trace_id, chain_id, substr(trace_id, 12) FROM seed`);
  await prisma.$executeRawUnsafe(chainsOf(length, went.costUsd));
  await prisma.$executeRawUnsafe(hopRollups(60_000));
  await prisma.$executeRawUnsafe(hopRollups(3_600_000));
  await prisma.$executeRawUnsafe(`
    INSERT INTO chain_rollup (function_name, at, single, running, waiting, succeeded, recovered, failed, cut, lost, attention)
    SELECT n.name, date_trunc('hour', last_activity_at, 'UTC'), single, 0, 0, count(*) FILTER (WHERE status = 'succeeded'), 0,
      count(*) FILTER (WHERE status = 'failed'), 0, 0, count(*) FILTER (WHERE attention)
    FROM chain CROSS JOIN LATERAL (SELECT '' AS name UNION ALL SELECT unnest(function_names)) n
    WHERE chain_id LIKE '${prefix}%' GROUP BY 1, 2, 3
    ON CONFLICT (function_name, at, single) DO UPDATE SET succeeded = chain_rollup.succeeded + excluded.succeeded,
      failed = chain_rollup.failed + excluded.failed, attention = chain_rollup.attention + excluded.attention`);
  await prisma.$executeRawUnsafe('DROP TABLE seed');
}

function chainsOf(length: number, hopCostUsd: number): string {
  return `
    INSERT INTO chain (chain_id, status, attention, single, trace_id, root_function, function_names, mechanisms, hop_count,
      failed_hop_count, last_hop_id, last_hop, started_at, first_at, last_activity_at, ended_at, running_ms, cost_usd,
      facts, search, revision)
    SELECT chain_id, l.status, l.status = 'failed', ${length} = 1, trace_id, function_name, ARRAY[function_name],
      CASE WHEN ${length} > 1 THEN ARRAY['invoke'] ELSE ARRAY[]::text[] END, ${length}, (l.status = 'failed')::int,
      request_id || '.1',
      json_build_object('hopId', request_id || '.1', 'functionName', function_name, 'status', l.status, 'errorType', NULL, 'attempt', ${length})::text,
      first_at, first_at, at + interval '${SEED_RUN_MS} ms', at + interval '${SEED_RUN_MS} ms', ${length * SEED_RUN_MS}, ${length * hopCostUsd},
      json_build_object('hopCount', ${length},
        'statuses', json_build_object('succeeded', ${length} - (l.status = 'failed')::int, 'failed', (l.status = 'failed')::int),
        'functions', json_build_object(function_name, ${length}), 'mechanisms', json_build_object('invoke', ${length} - 1, 'unknown', 1),
        'pricedHopCount', ${length}, 'costPicoUsd', ${length * Math.round(hopCostUsd * 1e12)}, 'timedHopCount', ${length}, 'runningUs', ${length * SEED_RUN_MS * 1_000},
        'first', json_build_object('hopId', replace(request_id, lpad(i::text, 12, '0'), lpad('1', 12, '0')) || '.1',
          'atMs', (date_part('epoch', first_at) * 1000)::bigint, 'startedMs', (date_part('epoch', first_at) * 1000)::bigint,
          'functionName', function_name, 'traceId', trace_id),
        'last', json_build_object('hopId', request_id || '.1', 'atMs', (date_part('epoch', at) * 1000)::bigint,
          'functionName', function_name, 'status', l.status, 'errorType', NULL, 'attempt', ${length},
          'startedMs', (date_part('epoch', at) * 1000)::bigint, 'ending', NULL),
        'activity', json_build_object('hopId', request_id || '.1', 'atMs', (date_part('epoch', at) * 1000)::bigint + ${SEED_RUN_MS}),
        'limit', NULL, 'words', json_build_array('function'), 'open', CASE l.status WHEN 'failed' THEN json_build_array(json_build_object(
            'hopId', request_id || '.1', 'failure', json_build_object('endedMs', (date_part('epoch', at) * 1000)::bigint + ${SEED_RUN_MS},
              'status', 'failed', 'errorType', 'OrderNotReady'), 'expected', json_build_array())) ELSE json_build_array() END, 'unknownParent', NULL, 'cut', NULL,
        'detachments', json_build_array(), 'stale', FALSE)::text,
      array_to_tsvector(ARRAY['f:' || function_name, 'm:invoke', 'w:function', 'w:' || (c % ${FUNCTIONS}), 'w:chain' || c]
        || CASE l.status WHEN 'failed' THEN ARRAY['w:ordernotready', 'w:order', 'w:not', 'w:ready'] ELSE ARRAY[]::text[] END), revision
    FROM seed l CROSS JOIN LATERAL (SELECT l.at - ${length - 1} * interval '1 second' AS first_at) f WHERE i = ${length}`;
}

function hopRollups(bucketMs: number): string {
  return `
    INSERT INTO hop_rollup (function_name, bucket_ms, at, succeeded, failed, running, other)
    SELECT n.name, ${bucketMs}, date_bin('${bucketMs} milliseconds', at, 'epoch'::timestamptz),
      count(*) FILTER (WHERE status = 'succeeded'), count(*) FILTER (WHERE status = 'failed'), 0, 0
    FROM seed CROSS JOIN LATERAL (VALUES (''), (function_name)) AS n (name) GROUP BY 1, 2, 3
    ON CONFLICT (function_name, bucket_ms, at) DO UPDATE SET
      succeeded = hop_rollup.succeeded + excluded.succeeded, failed = hop_rollup.failed + excluded.failed`;
}
