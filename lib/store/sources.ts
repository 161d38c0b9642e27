import type { SourceStore } from './store.ts';
import type { StoreContext } from './store-context.ts';

export function sourceStore({ prisma }: StoreContext): SourceStore {
  return {
    list: () => prisma.source.findMany({ orderBy: { logGroupName: 'asc' } }),
  };
}
