import { Prisma } from '../../../prisma/generated/client.ts';
import { storableText } from '../../domain/storable-text.ts';
import { notifyConditions } from '../ingest/notify-chains.ts';
import type { Tx } from '../sql/tx.ts';
import type { ConditionStore, DueRerunRow } from '../store-conditions.ts';
import type { StoreContext } from '../store-context.ts';

type DueReruns = Pick<
  ConditionStore,
  | 'due'
  | 'unanswered'
  | 'findDue'
  | 'dueOfHops'
  | 'nextDueAt'
  | 'retryDue'
  | 'cancelDue'
  | 'cancelDueOf'
  | 'runDueNow'
>;

export function dueReruns({ prisma, write }: StoreContext): DueReruns {
  const change = (set: Prisma.Sql, where: Prisma.Sql) =>
    write(async (tx) => {
      const changed = await tx.$executeRaw`UPDATE due_rerun SET ${set} WHERE ${where}`;
      if (changed > 0) await notifyConditions(tx);
      return changed;
    });
  const one = async (set: Prisma.Sql, dueRerunId: string, status: DueRerunRow['status']) =>
    (await change(set, Prisma.sql`due_rerun_id = ${dueRerunId} AND status = ${status}`)) === 1;
  return {
    due(chainId) {
      const ofChain = chainId === null ? Prisma.empty : Prisma.sql`AND g.chain_id = ${chainId}`;
      return selectDue(prisma, Prisma.sql`d.status IN ('due', 'sending', 'unconfirmed') ${ofChain}`);
    },
    unanswered(conditionId) {
      const of = Prisma.sql`d.condition_id = ${conditionId}`;
      return selectDue(prisma, Prisma.sql`${of} AND d.status IN ('sending', 'unconfirmed')`);
    },
    async findDue(dueRerunId) {
      const [row] = await selectDue(prisma, Prisma.sql`d.due_rerun_id = ${dueRerunId}`);
      return row ?? null;
    },
    async dueOfHops(hopIds) {
      return hopIds.length === 0 ? [] : selectDue(prisma, Prisma.sql`d.hop_id = ANY(${[...hopIds]})`);
    },
    async nextDueAt(conditionIds) {
      const [row] = await prisma.$queryRaw<{ at: Date | null }[]>`
        SELECT min(due_at) AS at FROM due_rerun WHERE status = 'due' AND condition_id = ANY(${[...conditionIds]})`;
      return row?.at ?? null;
    },
    retryDue: (dueRerunId, dueAt) =>
      one(
        Prisma.sql`status = 'due', due_at = ${dueAt}, operation_id = NULL, claimed_at = NULL`,
        dueRerunId,
        'failed',
      ),
    cancelDue: (dueRerunId) => one(Prisma.sql`status = 'cancelled'`, dueRerunId, 'due'),
    cancelDueOf: (conditionId) =>
      change(Prisma.sql`status = 'cancelled'`, Prisma.sql`condition_id = ${conditionId} AND status = 'due'`),
    runDueNow: (dueRerunId) => one(Prisma.sql`due_at = least(due_at, ${new Date()})`, dueRerunId, 'due'),
  };
}

/** With the chain that each re-run goes on, soonest first. */
export function selectDue(tx: Tx, where: Prisma.Sql): Promise<DueRerunRow[]> {
  return tx.$queryRaw<DueRerunRow[]>`
    SELECT d.due_rerun_id AS "dueRerunId", d.condition_id AS "conditionId", d.version, d.hop_id AS "hopId",
      coalesce(g.chain_id, '') AS "chainId", d.function_name AS "functionName", d.payload, d.trace_id AS "traceId",
      d.attempt, d.due_at AS "dueAt", d.status, d.fence, d.operation_id AS "operationId"
    FROM due_rerun d LEFT JOIN hop h ON h.hop_id = d.hop_id LEFT JOIN chain_group g ON g.group_id = h.group_id
    WHERE ${where} ORDER BY d.due_at, d.due_rerun_id`;
}

/** Where the condition has one of the hop already, that one stands. */
export async function insertDue(
  tx: Tx,
  due: NonNullable<Parameters<ConditionStore['decide']>[1]>,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO due_rerun (due_rerun_id, condition_id, version, hop_id, function_name, payload, trace_id, attempt, due_at,
      status)
    VALUES (${due.dueRerunId}, ${due.conditionId}, ${due.version}, ${due.hopId}, ${due.functionName},
      ${storableText(due.payload).text}, ${due.traceId}, ${due.attempt}, ${due.dueAt}, 'due')
    ON CONFLICT DO NOTHING`;
}
