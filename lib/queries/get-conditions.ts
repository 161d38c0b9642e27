import 'server-only';
import { getRuntime } from '../runtime/runtime.ts';
import { listConditions } from '../services/conditions/list-conditions.ts';

/** All conditions by name, with what they did within a day. */
export async function getConditions(): ReturnType<typeof listConditions> {
  return listConditions(await getRuntime());
}
