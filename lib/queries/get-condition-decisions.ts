import 'server-only';
import type { Decision } from '../contract/condition.ts';
import { getRuntime } from '../runtime/runtime.ts';
import { decisionsOfHop } from '../services/conditions/decisions-of-hop.ts';
import { listDecisions } from '../services/conditions/list-decisions.ts';

/** What conditions decided of a hop. Throws `not-found`. */
export async function getHopDecisions(hopId: string): ReturnType<typeof decisionsOfHop> {
  return decisionsOfHop(await getRuntime(), hopId);
}

/** The last decisions of one kind by a condition. Throws `not-found`. */
export async function getConditionDecisions(input: {
  conditionId: string;
  decision: Decision['decision'];
}): ReturnType<typeof listDecisions> {
  return listDecisions(await getRuntime(), input);
}
