import type { Observation } from '../../domain/observation.ts';
import type { BulkTable } from '../sql/bulk-upsert.ts';
import { bulkUpsert } from '../sql/bulk-upsert.ts';
import type { Tx } from '../sql/tx.ts';
import type { RequestTails } from './request-tails.ts';

/** Everything stored of one request. */
export interface RequestState {
  requestId: string;
  functionName: string;
  functionArn: string | null;
  logGroupName: string | null;
  architecture: 'x86_64' | 'arm64' | null;
  /** 0 where nobody said it yet. */
  timeoutMs: number;
  observations: Observation[];
  hops: { hopId: string; observationKeys: readonly string[] }[];
  tails: RequestTails;
  watermarkMs: number | null;
}

interface RequestColumns {
  request_id: string;
  function_name: string;
  function_arn: string | null;
  log_group_name: string | null;
  architecture: string | null;
  timeout_ms: number;
  observations: string;
  hops: string;
  tails: string;
  watermark_ms: bigint | number | null;
}
/** As it is sent: the lists become the JSON texts of their columns. */
type RequestWrite = Omit<RequestColumns, 'observations' | 'hops' | 'tails'> &
  Pick<RequestState, 'observations' | 'hops' | 'tails'>;
const REQUEST_TABLE: BulkTable<RequestWrite> = {
  name: 'request',
  columns: {
    request_id: 'text',
    function_name: 'text',
    function_arn: 'text',
    log_group_name: 'text',
    architecture: 'text',
    timeout_ms: 'int',
    observations: 'text',
    hops: 'text',
    tails: 'text',
    watermark_ms: 'bigint',
  },
  key: ['request_id'],
};

export async function loadRequests(
  tx: Tx,
  requestIds: readonly string[],
): Promise<Map<string, RequestState>> {
  if (requestIds.length === 0) return new Map();
  const rows = await tx.$queryRaw<RequestColumns[]>`
    SELECT request_id, function_name, function_arn, log_group_name, architecture, timeout_ms, observations, hops, tails,
      watermark_ms
    FROM request WHERE request_id = ANY(${[...requestIds]})`;
  return new Map(rows.map((row) => [row.request_id, stateOf(row)]));
}

function stateOf(row: RequestColumns): RequestState {
  return {
    requestId: row.request_id,
    functionName: row.function_name,
    functionArn: row.function_arn,
    logGroupName: row.log_group_name,
    architecture: row.architecture as RequestState['architecture'],
    timeoutMs: row.timeout_ms,
    observations: JSON.parse(row.observations) as Observation[],
    hops: JSON.parse(row.hops) as RequestState['hops'],
    tails: JSON.parse(row.tails) as RequestTails,
    watermarkMs: row.watermark_ms === null ? null : Number(row.watermark_ms),
  };
}

export async function saveRequests(tx: Tx, states: readonly RequestState[]): Promise<void> {
  await bulkUpsert(
    tx,
    REQUEST_TABLE,
    states.map((state) => ({
      request_id: state.requestId,
      function_name: state.functionName,
      function_arn: state.functionArn,
      log_group_name: state.logGroupName,
      architecture: state.architecture,
      timeout_ms: state.timeoutMs,
      observations: state.observations,
      hops: state.hops,
      tails: state.tails,
      watermark_ms: state.watermarkMs,
    })),
  );
}
