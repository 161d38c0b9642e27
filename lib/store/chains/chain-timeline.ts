import { HOP_STATUSES, type HopStatus, MECHANISMS, type Mechanism } from '../../domain/hop.ts';
import { withCountedAttempts } from '../hops/count-attempts.ts';
import type { Tx } from '../sql/tx.ts';
import type { ChainTimelineColumns } from '../store.ts';
import type { StoreContext } from '../store-context.ts';
import type { ExecutionStatus } from '../store-executions.ts';

// one string per column: parsing 50,000 rows or PostgreSQL arrays would take longer than the query
interface AggregatedColumns {
  revision: bigint | null;
  hop_ids: string | null;
  parents: string | null;
  functions: string | null;
  starts: string | null;
  ends: string | null;
  statuses: string | null;
  vias: string | null;
  attempts: string | null;
  link_kinds: string | null;
  sent: string | null;
  executions: string | null;
}

interface TimelineExecution {
  executionArn: string;
  name: string;
  stateMachineName: string;
  status: ExecutionStatus;
  startedAt: Date;
  stoppedAt: Date | null;
}

/** All hops of a chain by start, or only those that changed after revision `since`. */
export async function chainTimeline(
  { prisma }: StoreContext,
  chainId: string,
  since: bigint | null,
): Promise<ChainTimelineColumns> {
  // a group that joined after `since` counts as changed with all its hops
  const [row] = await prisma.$queryRaw<AggregatedColumns[]>`
    SELECT (SELECT revision FROM chain WHERE chain_id = ${chainId}) AS revision,
      string_agg(hop_id, chr(31)) AS hop_ids, string_agg(coalesce(parent_hop_id, ''), chr(31)) AS parents,
      string_agg(function_name, chr(31)) AS functions,
      string_agg(coalesce((date_part('epoch', started_at) * 1000)::bigint::text, ''), ',') AS starts,
      string_agg(coalesce((date_part('epoch', ended_at) * 1000)::bigint::text, ''), ',') AS ends,
      string_agg(status, ',') AS statuses, string_agg(via, ',') AS vias,
      string_agg(attempt::text, ',') AS attempts, string_agg(link_kind::text, ',') AS link_kinds,
      string_agg(CASE WHEN via = 'manual' OR sent_at IS NULL THEN ''
        ELSE (date_part('epoch', sent_at) * 1000)::bigint::text END, ',') AS sent,
      string_agg(coalesce(execution_arn, ''), chr(31)) AS executions
    FROM (
      SELECT h.* FROM chain_group g CROSS JOIN LATERAL (
        SELECT * FROM hop WHERE group_id = g.group_id
          AND revision > CASE WHEN ${since}::bigint IS NULL OR g.revision > ${since}::bigint THEN -1 ELSE ${since}::bigint END
      ) h WHERE g.chain_id = ${chainId} ORDER BY h.sort_at, h.hop_id
    ) sorted`;
  const arns = [...new Set(list(row?.executions, '\x1f'))].filter((arn) => arn !== '');
  const executions =
    arns.length === 0
      ? []
      : await prisma.$queryRaw<TimelineExecution[]>`
          SELECT execution_arn AS "executionArn", name, state_machine_name AS "stateMachineName", status,
            started_at AS "startedAt", stopped_at AS "stoppedAt"
          FROM execution WHERE execution_arn = ANY(${arns}) ORDER BY started_at, execution_arn`;
  const columns = columnsOf(row, executions);
  return { ...columns, attempt: await countedColumn(prisma, columns) };
}

/** Most chains say which attempt each run is: then there is nothing to count. */
async function countedColumn(tx: Tx, columns: ChainTimelineColumns): Promise<number[]> {
  const { hopIds, parentHopIds, functionNames, functionIndex, viaIndex, attempt } = columns;
  if (!attempt.some((each, index) => each <= 1 && parentHopIds[index] !== null)) return attempt;
  const places = hopIds.map((hop_id, index) => ({
    hop_id,
    parent_hop_id: parentHopIds[index] ?? null,
    function_name: functionNames[functionIndex[index] ?? -1] ?? '',
    via: MECHANISMS[viaIndex[index] ?? -1] ?? 'unknown',
    attempt: attempt[index] ?? 1,
  }));
  return (await withCountedAttempts(tx, places)).map((place) => place.attempt);
}

function list(text: string | null | undefined, separator = ','): string[] {
  return text === null || text === undefined ? [] : text.split(separator);
}

function columnsOf(
  row: AggregatedColumns | undefined,
  executions: readonly TimelineExecution[],
): ChainTimelineColumns {
  const times = (text: string | null | undefined) =>
    list(text).map((value) => (value === '' ? -1 : Number(value)));
  const starts = times(row?.starts);
  const ends = times(row?.ends);
  const sent = times(row?.sent);
  const executed = executions.map(({ startedAt }) => startedAt.getTime());
  const baseMs = [...starts, ...ends, ...sent, ...executed].reduce(
    (least, at) => (at >= 0 && at < least ? at : least),
    Infinity,
  );
  const offset = (at: number) => (at < 0 ? -1 : at - baseMs);
  const indexes = new Map(executions.map(({ executionArn }, index) => [executionArn, index]));
  const functionNames: string[] = [];
  const functionIndexes = new Map<string, number>();
  const indexOfFunction = (name: string) => {
    const known = functionIndexes.get(name);
    if (known !== undefined) return known;
    functionIndexes.set(name, functionNames.length);
    return functionNames.push(name) - 1;
  };
  return {
    revision: row?.revision ?? 0n,
    baseMs: Number.isFinite(baseMs) ? baseMs : 0,
    functionIndex: list(row?.functions, '\x1f').map(indexOfFunction),
    functionNames,
    hopIds: list(row?.hop_ids, '\x1f'),
    parentHopIds: list(row?.parents, '\x1f').map((id) => (id === '' ? null : id)),
    startMs: starts.map(offset),
    endMs: ends.map(offset),
    statusIndex: list(row?.statuses).map((status) => HOP_STATUSES.indexOf(status as HopStatus)),
    viaIndex: list(row?.vias).map((via) => MECHANISMS.indexOf(via as Mechanism)),
    attempt: list(row?.attempts).map(Number),
    linkKind: list(row?.link_kinds).map(Number),
    sentMs: sent.map(offset),
    executions: executions.map(({ startedAt, stoppedAt, ...execution }) => ({
      ...execution,
      startMs: offset(startedAt.getTime()),
      endMs: offset(stoppedAt?.getTime() ?? -1),
    })),
    executionIndex: list(row?.executions, '\x1f').map((arn) => indexes.get(arn) ?? -1),
  };
}
