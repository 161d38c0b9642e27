import type { FunctionSummary } from '../contract/function.ts';
import { AppError } from '../domain/app-error.ts';
import type { Store } from '../store/store.ts';
import { functionSummary } from './function-summary.ts';

interface FunctionContext {
  store: Store;
  env: { REPRISE_WATCH: readonly string[] };
  where: { sandbox: boolean };
}

/** One page of the account's functions by name. Throws `invalid-input` for a cursor that cannot be. */
export async function listFunctions(
  context: FunctionContext,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: FunctionSummary[]; nextCursor: string | null }> {
  const after = cursor === undefined ? '' : nameOfCursor(cursor);
  const all = await summaries(context);
  const rest = all.filter(({ functionName }) => functionName > after);
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  const more = last !== undefined && rest.length > items.length;
  return { items, nextCursor: more ? Buffer.from(`after ${last.functionName}`).toString('base64url') : null };
}

/** The function of this name; null if discovery has not seen it. */
export async function findFunction(
  context: FunctionContext,
  functionName: string,
): Promise<FunctionSummary | null> {
  return (await summaries(context)).find((summary) => summary.functionName === functionName) ?? null;
}

async function summaries({ store, env, where }: FunctionContext): Promise<FunctionSummary[]> {
  const [rows, figures] = await Promise.all([store.functions.list(), store.functions.figures()]);
  const figuresOf = new Map(figures.map((row) => [row.functionName, row]));
  const rules = { sandbox: where.sandbox, patterns: env.REPRISE_WATCH };
  return rows
    .map((row) => functionSummary(row, figuresOf.get(row.functionName), rules))
    .sort((a, b) => (a.functionName < b.functionName ? -1 : 1));
}

function nameOfCursor(cursor: string): string {
  const name = /^after ([A-Za-z0-9_-]+)$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1];
  if (name !== undefined) return name;
  throw new AppError('invalid-input', 'This cursor is not one that the list gave.', { field: 'cursor' });
}
