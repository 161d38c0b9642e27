import 'server-only';
import type { z } from 'zod';
import type { zFunctionPage } from '../contract/function.ts';
import { getRuntime } from '../runtime/runtime.ts';
import { listFunctions } from '../services/list-functions.ts';

/** One page of the account's functions by name. Throws `invalid-input` for a cursor that cannot be. */
export async function getFunctions(page: {
  limit: number;
  cursor?: string | undefined;
}): Promise<z.infer<typeof zFunctionPage>> {
  return listFunctions(await getRuntime(), page);
}
