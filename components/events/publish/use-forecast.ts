'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { postJson, problemFrom } from '@/components/live/fetch-json';
import type { EntryForecast, EventEntry, EventsForecast } from '@/lib/contract/event';
import type { ProblemText } from '@/lib/contract/operation';
import { queryKeys } from '@/lib/contract/query-keys';

const TYPING_MS = 250;

interface Asked {
  draftId: string;
  entry: EventEntry;
}

export interface Forecast {
  /** The last judgement of each entry; of one that is being changed, the one before. */
  byDraft: ReadonlyMap<string, EntryForecast>;
  /** What is shown is not yet that of what is written. */
  behind: boolean;
  problem: ProblemText | null;
}

/** What would become of the entries if they were published now; asked a moment after typing pauses, nothing is sent. */
export function useForecast(asked: readonly Asked[]): Forecast {
  const now = JSON.stringify(asked);
  const [settled, setSettled] = useState(now);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(now), TYPING_MS);
    return () => clearTimeout(timer);
  }, [now]);
  const query = useQuery({
    queryKey: queryKeys.events.forecast(settled),
    queryFn: async ({ signal }) => {
      const questions = JSON.parse(settled) as Asked[];
      const answer = await postJson<EventsForecast>(
        '/api/v1/events/forecast',
        { entries: questions.map(({ entry }) => entry) },
        signal,
      );
      return { draftIds: questions.map(({ draftId }) => draftId), entries: answer.entries };
    },
    enabled: settled !== '[]',
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
  const byDraft = new Map<string, EntryForecast>();
  query.data?.draftIds.forEach((draftId, index) => {
    const forecast = query.data?.entries[index];
    if (forecast !== undefined) byDraft.set(draftId, forecast);
  });
  return {
    byDraft,
    behind: asked.length > 0 && (now !== settled || query.isPlaceholderData || query.isFetching),
    problem: query.isError ? problemFrom(query.error) : null,
  };
}
