import { AppError } from '../../domain/app-error.ts';
import { storableText } from '../../domain/storable-text.ts';
import { notifyConditions } from '../ingest/notify-chains.ts';
import { nextRevision } from '../ingest/revision.ts';
import type { Tx } from '../sql/tx.ts';
import type { ConditionRow, ConditionStore } from '../store-conditions.ts';
import type { StoreContext } from '../store-context.ts';
import { claimDue } from './claim-due.ts';
import { conditionFigures } from './condition-figures.ts';
import { decide, decisionsOf, listDecisions } from './decisions.ts';
import { dueReruns } from './due-reruns.ts';
import { scanHops, unjudgedHops } from './judged-hops.ts';

export function conditionStore(context: StoreContext): ConditionStore {
  const { prisma, write } = context;
  return {
    async list() {
      const rows = await prisma.condition.findMany({ orderBy: [{ name: 'asc' }, { conditionId: 'asc' }] });
      return rows.map(conditionRowOf);
    },
    async find(conditionId) {
      const row = await prisma.condition.findUnique({ where: { conditionId } });
      return row === null ? null : conditionRowOf(row);
    },
    async versions(conditionId) {
      const rows = await prisma.conditionVersion.findMany({
        where: { conditionId },
        orderBy: { version: 'desc' },
      });
      return rows.map(({ version, savedAt, how, input }) => ({
        version,
        savedAt,
        how: how as ConditionRow['how'],
        input: JSON.parse(input) as Record<string, unknown>,
      }));
    },
    save: (row) => write((tx) => save(tx, row)),
    setDeployed: (conditionId, deployed) =>
      write(async (tx) => {
        const text = deployed === null ? null : storableText(JSON.stringify(deployed)).text;
        // what ran before it was first deployed is not its business
        await tx.$executeRaw`
          UPDATE condition SET deployed = ${text},
            judged_revision = CASE WHEN deployed IS NULL THEN ${await nextRevision(tx)} ELSE judged_revision END
          WHERE condition_id = ${conditionId}`;
        await notifyConditions(tx);
      }),
    remove: (conditionId) =>
      write(async (tx) => {
        await tx.$executeRaw`
          UPDATE due_rerun SET status = 'cancelled' WHERE condition_id = ${conditionId} AND status = 'due'`;
        await tx.$executeRaw`DELETE FROM condition WHERE condition_id = ${conditionId}`;
        await notifyConditions(tx);
      }),
    figures: (since) => conditionFigures(prisma, since),
    scan: (where, page) => scanHops(context, where, page),
    unjudged: (where) => unjudgedHops(context, where),
    decide: (decision, due) => write((tx) => decide(tx, decision, due)),
    decisionsOf: (hopId) => decisionsOf(prisma, hopId),
    decisions: (conditionId, decisions, limit) => listDecisions(prisma, conditionId, decisions, limit),
    claimDue: (claim) => write((tx) => claimDue(tx, claim)),
    ...dueReruns(context),
  };
}

/** Removing a condition keeps its versions: decisions name them. */
async function save(tx: Tx, row: Parameters<ConditionStore['save']>[0]): Promise<ConditionRow> {
  const { conditionId, name, functionName, how } = row;
  const input = storableText(JSON.stringify(row.input)).text;
  const [known] = await tx.$queryRaw<{ version: number; input: string; how: string; name: string }[]>`
    SELECT version, input, how, name FROM condition WHERE condition_id = ${conditionId}`;
  const same = known !== undefined && known.input === input && known.how === how && known.name === name;
  if (!same) {
    const version = (known?.version ?? 0) + 1;
    const savedAt = new Date();
    await tx.$executeRaw`
      INSERT INTO condition_version (condition_id, version, how, input, saved_at)
      VALUES (${conditionId}, ${version}, ${how}, ${input}, ${savedAt})`;
    await tx.$executeRaw`
      INSERT INTO condition (condition_id, name, function_name, how, version, input, saved_at)
      VALUES (${conditionId}, ${name}, ${functionName}, ${how}, ${version}, ${input}, ${savedAt})
      ON CONFLICT (condition_id) DO UPDATE SET name = excluded.name, function_name = excluded.function_name,
        how = excluded.how, version = excluded.version, input = excluded.input, saved_at = excluded.saved_at`;
    await notifyConditions(tx);
  }
  const [saved] = await tx.$queryRaw<ConditionColumns[]>`
    SELECT condition_id AS "conditionId", name, function_name AS "functionName", how, version, input,
      saved_at AS "savedAt", deployed
    FROM condition WHERE condition_id = ${conditionId}`;
  if (saved === undefined) throw new AppError('internal', 'The condition was not written down.');
  return conditionRowOf(saved);
}

interface ConditionColumns {
  conditionId: string;
  name: string;
  functionName: string;
  how: string;
  version: number;
  input: string;
  savedAt: Date;
  deployed: string | null;
}
type Deployed = NonNullable<ConditionRow['deployed']>;

function conditionRowOf(row: ConditionColumns): ConditionRow {
  const { conditionId, name, functionName, version, savedAt } = row;
  return {
    conditionId,
    name,
    functionName,
    version,
    savedAt,
    how: row.how as ConditionRow['how'],
    input: JSON.parse(row.input) as Record<string, unknown>,
    deployed: row.deployed === null ? null : deployedOf(row.deployed),
  };
}

function deployedOf(text: string): Deployed {
  const deployed = JSON.parse(text) as Omit<Deployed, 'at'> & { at: string };
  return { ...deployed, at: new Date(deployed.at) };
}
