'use client';
import { type DehydratedState, HydrationBoundary } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useHydrated } from '@/components/ui/use-hydrated';

/**
 * What the server read for `children`, and a mark that stands until the browser has taken over their HTML: until then
 * nothing may change what was read, or HTML and data would differ.
 */
export function SeededState({ state, children }: { state: DehydratedState; children: ReactNode }) {
  const hydrated = useHydrated();
  return (
    <HydrationBoundary state={state}>
      {children}
      <span hidden data-seeding={hydrated ? undefined : ''} />
    </HydrationBoundary>
  );
}
