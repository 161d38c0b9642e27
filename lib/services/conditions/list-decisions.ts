import type { Decision } from '../../contract/condition.ts';
import { fewAtOnce } from '../rules/few-at-once.ts';
import type { ServiceContext } from '../service-context.ts';
import { conditionsById, decisionDto } from './decision-dto.ts';
import { mustFindCondition } from './saved-condition.ts';

const SHOWN = 100;
const AT_ONCE = 4;

/** The last decisions of one kind that the dashboard took by a condition, newest first. Throws `not-found`. */
export async function listDecisions(
  context: Pick<ServiceContext, 'store'>,
  { conditionId, decision }: { conditionId: string; decision: Decision['decision'] },
): Promise<{ items: Decision[]; nextCursor: null }> {
  const { conditions, hops } = context.store;
  const row = await mustFindCondition(context, conditionId);
  const decisions = await conditions.decisions(conditionId, [decision], SHOWN);
  const dues = await conditions.dueOfHops(decisions.map(({ hopId }) => hopId));
  const known = conditionsById([row]);
  const items = await fewAtOnce(decisions, AT_ONCE, async (each) => {
    const hop = await hops.find(each.hopId);
    const due = dues.find((one) => one.hopId === each.hopId && one.conditionId === conditionId) ?? null;
    return decisionDto(each, { known, chainId: hop?.chainId ?? null, due, how: 'invoke', derived: false });
  });
  return { items, nextCursor: null };
}
