import { storableText } from '../../domain/storable-text.ts';
import { notifyExecutions } from '../ingest/notify-chains.ts';
import { type BulkTable, bulkUpsert } from '../sql/bulk-upsert.ts';
import type { StoreContext } from '../store-context.ts';
import type { ExecutionStore, StateMachineFigures, StateMachineRow } from '../store-executions.ts';

interface ListedMachine {
  state_machine_arn: string;
  name: string;
  type: string;
  definition: string | null;
  role_arn: string | null;
  listed: boolean;
  seen_at: string;
}
const LISTED: BulkTable<ListedMachine> = {
  name: 'state_machine',
  columns: {
    state_machine_arn: 'text',
    name: 'text',
    type: 'text',
    definition: 'text',
    role_arn: 'text',
    listed: 'boolean',
    seen_at: 'timestamptz',
  },
  key: ['state_machine_arn'],
  // a list tells no definition
  onConflict: `DO UPDATE SET name = excluded.name, type = excluded.type, listed = TRUE, seen_at = excluded.seen_at,
    definition = coalesce(excluded.definition, state_machine.definition),
    role_arn = coalesce(excluded.role_arn, state_machine.role_arn)`,
};

type StateMachineStore = Pick<
  ExecutionStore,
  'machines' | 'figures' | 'upsertMachines' | 'deleteMissingMachines' | 'setWatched'
>;

export function stateMachineStore({ prisma, write }: StoreContext): StateMachineStore {
  return {
    async machines() {
      const rows = await prisma.stateMachine.findMany({ where: { listed: true }, orderBy: { name: 'asc' } });
      return rows.map(({ listed: _listed, ...row }) => ({
        ...row,
        type: row.type as StateMachineRow['type'],
      }));
    },
    figures() {
      const since = new Date(Date.now() - 86_400_000);
      return prisma.$queryRaw<StateMachineFigures[]>`
        SELECT m.state_machine_arn AS "stateMachineArn", running.count AS "runningCount",
          day.count AS "executionCount24h", day.failed AS "failedCount24h", last.at AS "lastStartedAt"
        FROM state_machine m
        CROSS JOIN LATERAL (
          SELECT count(*)::int AS count FROM execution
          WHERE state_machine_arn = m.state_machine_arn AND status = 'RUNNING'
        ) running
        CROSS JOIN LATERAL (
          SELECT count(*)::int AS count, count(*) FILTER (WHERE status IN ('FAILED', 'TIMED_OUT'))::int AS failed
          FROM execution WHERE state_machine_arn = m.state_machine_arn AND started_at >= ${since}
        ) day
        CROSS JOIN LATERAL (
          SELECT max(started_at) AS at FROM execution WHERE state_machine_arn = m.state_machine_arn
        ) last
        WHERE m.listed ORDER BY m.name`;
    },
    async upsertMachines(machines) {
      const seenAt = new Date().toISOString();
      const rows = machines.map((machine) => ({
        state_machine_arn: machine.stateMachineArn,
        name: machine.name,
        type: machine.type,
        definition: machine.definition === null ? null : storableText(machine.definition).text,
        role_arn: machine.roleArn,
        listed: true,
        seen_at: seenAt,
      }));
      await write((tx) => bulkUpsert(tx, LISTED, rows));
    },
    async deleteMissingMachines(stateMachineArns) {
      // the page's choice outlives a state machine that is deployed anew
      await prisma.$executeRaw`
        UPDATE state_machine SET listed = FALSE
        WHERE listed AND NOT state_machine_arn = ANY(${[...stateMachineArns]})`;
    },
    async setWatched(stateMachineArn, watched) {
      await prisma.stateMachine.updateMany({ where: { stateMachineArn }, data: { watchedByPage: watched } });
      await notifyExecutions(prisma);
    },
  };
}
