'use client';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { fetchJson } from '@/components/live/fetch-json';
import { queryKeys } from '@/lib/contract/query-keys';
import type { RulePage } from '@/lib/contract/rule';
import { eventListOptions } from '../events-query-options';
import { type Suggestion, suggestionsOf } from './suggestions.model';

const WITHIN_MS = 86_400_000;
const EVENTS = { origin: 'all', caused: 'all', withinMs: 7 * WITHIN_MS } as const;
const MOST_EVENTS = 200;

/** What sources and detail-types there are: of the account's rules and of recorded events. */
export function useSuggestions(): readonly Suggestion[] {
  const rules = useQuery({
    queryKey: queryKeys.rules.list(WITHIN_MS),
    queryFn: ({ signal }) => fetchJson<RulePage>(`/api/v1/rules?withinMs=${WITHIN_MS}`, signal),
  });
  const events = useQuery(eventListOptions(EVENTS, null, MOST_EVENTS));
  return useMemo(
    () => suggestionsOf(rules.data?.items ?? [], events.data?.items ?? []),
    [rules.data, events.data],
  );
}
