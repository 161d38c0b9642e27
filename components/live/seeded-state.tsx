'use client';
import { type DehydratedState, HydrationBoundary, hydrate, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useHydrated } from '@/components/ui/use-hydrated';

/**
 * What the server read for `children`, and a mark that stands until the browser has taken over their HTML: until then
 * nothing may change what was read, or HTML and data would differ.
 */
export function SeededState({ state, children }: { state: DehydratedState; children: ReactNode }) {
  const hydrated = useHydrated();
  const client = useQueryClient();
  // HydrationBoundary leaves a query that someone already waits for to an effect, which the server never runs
  const awaited = state.queries.filter(({ queryHash }) => {
    const query = client.getQueryCache().get(queryHash);
    return query !== undefined && query.state.data === undefined;
  });
  if (awaited.length > 0) hydrate(client, { mutations: [], queries: awaited });
  return (
    <HydrationBoundary state={state}>
      {children}
      <span hidden data-seeding={hydrated ? undefined : ''} />
    </HydrationBoundary>
  );
}
