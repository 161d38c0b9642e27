import type { Decision } from '../../contract/condition.ts';
import { AppError } from '../../domain/app-error.ts';
import type { HopDetailRow } from '../../store/store.ts';
import type { ConditionRow, DecisionRow } from '../../store/store-conditions.ts';
import { deployedCondition } from '../enact/deployed-condition.ts';
import { judgeHop } from '../enact/judge-hop.ts';
import type { ServiceContext } from '../service-context.ts';
import { conditionsById, decisionDto } from './decision-dto.ts';
import { deployedResources } from './deployed-resources.ts';

type Context = Pick<ServiceContext, 'store'>;

/**
 * What conditions decided of a hop: as the dashboard wrote it down, and as found out now where a rule or a state machine
 * took the decision. Throws `not-found`.
 */
export async function decisionsOfHop(
  context: Context,
  hopId: string,
): Promise<{ items: Decision[]; nextCursor: null }> {
  const { store } = context;
  const hop = await store.hops.find(hopId);
  if (hop === null) {
    throw new AppError('not-found', 'There is no such hop.', {
      field: 'hopId',
      nextStep: 'It may be mistyped, or pruned by retention.',
    });
  }
  const [rows, dues, conditions] = await Promise.all([
    store.conditions.decisionsOf(hopId),
    store.conditions.dueOfHops([hopId]),
    store.conditions.list(),
  ]);
  const known = conditionsById(conditions);
  const { chainId } = hop;
  const written = rows.map((row) => {
    const due = dues.find(({ conditionId }) => conditionId === row.conditionId) ?? null;
    return decisionDto(row, { known, chainId, due, how: 'invoke', derived: false });
  });
  const derived: Decision[] = [];
  for (const condition of conditions) {
    if (rows.some(({ conditionId }) => conditionId === condition.conditionId)) continue;
    const row = await derivedDecision(context, condition, hop);
    const how = condition.deployed?.how ?? condition.how;
    if (row !== null) derived.push(decisionDto(row, { known, chainId, due: null, how, derived: true }));
  }
  return { items: [...written, ...derived], nextCursor: null };
}

/** By the version that was deployed when the run ended; null where none was, or its way does not see such runs. */
async function derivedDecision(
  context: Context,
  row: ConditionRow,
  hop: HopDetailRow,
): Promise<DecisionRow | null> {
  const { deployed, conditionId } = row;
  const { endedAt, hopId } = hop;
  if (deployed === null || endedAt === null || endedAt < deployed.at) return null;
  if (deployedResources(row)?.functionName !== hop.functionName || !sees(deployed.how, hop)) return null;
  const condition = await deployedCondition(context, row);
  if (condition === null) return null;
  const chain = await context.store.chains.find(hop.chainId);
  const { decision, reason, limit, fields } = judgeHop(
    condition,
    {
      ...hop,
      endedAt,
      chainStartedAt: chain?.startedAt ?? null,
      chainCostUsd: chain?.costUsd ?? null,
      revision: 0n,
    },
    endedAt,
    () => 1,
  );
  const { version } = condition;
  return { conditionId, version, hopId, decision, reason, limit, fields, revision: 0n, decidedAt: endedAt };
}

/** EventBridge sees the records of asynchronous runs, a state machine the runs of its own. */
function sees(how: ConditionRow['how'], { via, invocationType }: HopDetailRow): boolean {
  if (how === 'stepfunctions') return via === 'stepfunctions';
  return how === 'eventbridge' && via !== 'stepfunctions' && invocationType !== 'RequestResponse';
}
