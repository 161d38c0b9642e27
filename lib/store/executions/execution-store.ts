import { Prisma } from '../../../prisma/generated/client.ts';
import type { StoreContext } from '../store-context.ts';
import type { ExecutionHopRow, ExecutionStore } from '../store-executions.ts';
import { selectExecutions } from './execution-row.ts';
import { listExecutions } from './list-executions.ts';
import { stateMachineStore } from './state-machine-store.ts';

export function executionStore(context: StoreContext): ExecutionStore {
  const { prisma } = context;
  return {
    list: (filter, page) => listExecutions(prisma, filter, page),
    async find(executionArn) {
      const [row] = await selectExecutions(
        prisma,
        Prisma.sql`SELECT execution_arn FROM execution WHERE execution_arn = ${executionArn}`,
      );
      return row ?? null;
    },
    hopsOf: (executionArn) => prisma.$queryRaw<ExecutionHopRow[]>`
      SELECT t.event_id AS "eventId", t.request_id AS "requestId", h.hop_id AS "hopId", g.chain_id AS "chainId", h.status,
        CASE t.joined_by WHEN 'exact' THEN 'exact' ELSE 'time' END AS "joinedBy"
      FROM execution_task t CROSS JOIN LATERAL (
        SELECT hop_id, group_id, status FROM hop WHERE request_id = t.request_id ORDER BY delivery_attempt LIMIT 1
      ) h JOIN chain_group g ON g.group_id = h.group_id
      WHERE t.execution_arn = ${executionArn} ORDER BY t.event_id`,
    openArns: (limit) => prisma.$queryRaw<{ executionArn: string; stateMachineArn: string }[]>`
      SELECT execution_arn AS "executionArn", state_machine_arn AS "stateMachineArn" FROM execution
      WHERE open ORDER BY started_at LIMIT ${limit}`,
    async setUnfollowed(executionArn) {
      await prisma.$executeRaw`UPDATE execution SET open = FALSE WHERE execution_arn = ${executionArn}`;
    },
    ...stateMachineStore(context),
  };
}
