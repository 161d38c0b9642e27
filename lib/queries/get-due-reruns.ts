import 'server-only';
import { getRuntime } from '../runtime/runtime.ts';
import { listDueReruns } from '../services/conditions/due-reruns.ts';

/** Re-runs that wait for their time, of one chain or of all. */
export async function getDueReruns(query: { chain?: string | undefined }): ReturnType<typeof listDueReruns> {
  return listDueReruns(await getRuntime(), query);
}
