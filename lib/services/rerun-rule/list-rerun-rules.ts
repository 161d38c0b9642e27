import type { RerunRule } from '../../contract/rule.ts';
import type { ServiceContext } from '../service-context.ts';

/** The rules by which a function runs again by its own destination records, as Reprise made them. */
export async function listRerunRules(
  { store }: Pick<ServiceContext, 'store'>,
  functionName: string,
): Promise<{ items: RerunRule[]; nextCursor: null }> {
  const rows = await store.events.rerunRules();
  const items = rows
    .filter((row) => row.functionName === functionName)
    .map(({ eventBusName, ruleName, on, since }) => ({
      functionName,
      eventBusName,
      ruleName,
      on,
      since: since.toISOString(),
    }));
  return { items, nextCursor: null };
}
