import { Prisma } from '../../../prisma/generated/client.ts';
import { decodeCursor, encodeCursor } from '../sql/keyset-cursor.ts';
import type { Tx } from '../sql/tx.ts';
import type { ExecutionStore } from '../store-executions.ts';
import { selectExecutions } from './execution-row.ts';

/** Executions of a state machine, newest first, by keyset. */
export async function listExecutions(
  tx: Tx,
  filter: Parameters<ExecutionStore['list']>[0],
  page: Parameters<ExecutionStore['list']>[1],
): ReturnType<ExecutionStore['list']> {
  const after = decodeCursor(page.cursor);
  const status = filter.status === null ? Prisma.empty : Prisma.sql`AND status = ${filter.status}`;
  const beyond =
    after === null ? Prisma.empty : Prisma.sql`AND (started_at, execution_arn) < (${after.at}, ${after.id})`;
  const found = await selectExecutions(
    tx,
    Prisma.sql`
      SELECT execution_arn FROM execution
      WHERE state_machine_arn = ${filter.stateMachineArn} AND started_at >= ${filter.from} ${status} ${beyond}
      ORDER BY started_at DESC, execution_arn DESC LIMIT ${page.limit + 1}`,
  );
  const rows = found.slice(0, page.limit);
  const last = rows.at(-1);
  const more = found.length > page.limit && last !== undefined;
  return { rows, nextCursor: more ? encodeCursor({ at: last.startedAt, id: last.executionArn }) : null };
}
