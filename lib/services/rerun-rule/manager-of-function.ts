import { recordOfRow } from '../../collector/function-record.ts';
import type { ServiceContext } from '../service-context.ts';

/** Which tool manages the function, as far as discovery has read its tags. */
export async function managerOfFunction(
  { store }: Pick<ServiceContext, 'store'>,
  functionName: string,
): Promise<string | null> {
  const row = (await store.functions.list()).find((known) => known.functionName === functionName);
  return row === undefined ? null : recordOfRow(row).managedBy;
}
