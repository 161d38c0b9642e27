import type { ListedExecution } from '../../aws/execution.ts';
import { listExecutions as listInAws } from '../../aws/list-executions.ts';
import { needsTags } from '../../collector/watch-rules.ts';
import type { ExecutionListQuery, ExecutionSummary } from '../../contract/state-machine.ts';
import { AppError } from '../../domain/app-error.ts';
import type { ExecutionRow } from '../../store/store-executions.ts';
import { recentReads } from '../rules/recent-reads.ts';
import { type MachineContext, machineArnOf } from './machine-context.ts';
import { isMachineWatched, type WatchSettings } from './machine-watching.ts';
import { machineTags } from './read-machine.ts';

const AWS_CURSOR = 'aws:';

/**
 * The executions of a state machine, newest first: as they were recorded where it is watched and its list reaches so
 * far back, else as AWS lists them. Throws `not-found`, `invalid-input` (a cursor that the list did not give; an Express
 * machine, of which AWS keeps none).
 */
export async function listExecutions(
  context: MachineContext & WatchSettings,
  query: ExecutionListQuery & { name: string; limit: number; cursor?: string | undefined },
): Promise<{ items: ExecutionSummary[]; nextCursor: string | null }> {
  const stateMachineArn = machineArnOf(context, query.name);
  const from = new Date(Date.now() - query.withinMs);
  const status = query.status ?? null;
  const cursor = query.cursor ?? null;
  const row = (await context.store.executions.machines()).find(
    (one) => one.stateMachineArn === stateMachineArn,
  );
  const recorded =
    row?.listedThroughAt != null &&
    isMachineWatched(context, { name: query.name, tags: await tagsOf(context, stateMachineArn) }, row) &&
    cursor?.startsWith(AWS_CURSOR) !== true;
  if (recorded) {
    const page = { limit: query.limit, cursor };
    const { rows, nextCursor } = await context.store.executions.list({ stateMachineArn, status, from }, page);
    return { items: rows.map((one) => summaryOf(one, one)), nextCursor };
  }
  const nextToken = cursor === null ? null : tokenOf(cursor);
  const page = await listInAws(context.aws, { stateMachineArn, status, limit: query.limit, nextToken });
  const young = page.executions.filter(({ startedAt }) => startedAt >= from);
  const ends = young.length < page.executions.length || page.nextToken === null;
  const items = await Promise.all(
    young.map(async (one) => summaryOf(one, await context.store.executions.find(one.executionArn))),
  );
  return { items, nextCursor: ends ? null : `${AWS_CURSOR}${page.nextToken}` };
}

/** A call that only rules which ask for tags are worth. */
async function tagsOf(
  context: MachineContext & WatchSettings,
  stateMachineArn: string,
): Promise<Record<string, string>> {
  const { env, where } = context;
  if (!needsTags({ sandbox: where.sandbox, patterns: env.REPRISE_WATCH })) return {};
  return machineTags(context, recentReads(context), stateMachineArn);
}

function tokenOf(cursor: string): string {
  if (cursor.startsWith(AWS_CURSOR)) return cursor.slice(AWS_CURSOR.length);
  throw new AppError('invalid-input', 'This cursor is not one that the list gave.', { field: 'cursor' });
}

function summaryOf(execution: ListedExecution | ExecutionRow, row: ExecutionRow | null): ExecutionSummary {
  const { executionArn, stateMachineArn, name, status, redriveCount } = execution;
  return {
    executionArn,
    stateMachineArn,
    stateMachineName: stateMachineArn.split(':').at(-1) ?? '',
    name,
    status,
    startedAt: execution.startedAt.toISOString(),
    stoppedAt: execution.stoppedAt?.toISOString() ?? null,
    redriveCount,
    error: row?.error ?? null,
    chainId: row?.chainId ?? null,
    hopCount: row?.hopCount ?? 0,
  };
}
