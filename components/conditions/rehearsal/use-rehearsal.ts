'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { problemFrom } from '@/components/live/fetch-json';
import type { Rehearsal, RehearseInput } from '@/lib/contract/condition';
import type { ProblemText } from '@/lib/contract/operation';
import { queryKeys } from '@/lib/contract/query-keys';
import { cancelRehearsal, rehearsalOptions, startRehearsal } from '../conditions-query-options';

/** A rehearsal of what was last asked for, from start to end. */
export function useRehearsal(): {
  rehearsal: Rehearsal | null;
  /** The condition and window that it is of. */
  of: RehearseInput | null;
  start: (input: RehearseInput) => void;
  cancel: () => void;
  starting: boolean;
  problem: ProblemText | null;
} {
  const client = useQueryClient();
  const [running, setRunning] = useState<{ rehearsalId: string; of: RehearseInput } | null>(null);
  const keep = (rehearsal: Rehearsal) =>
    client.setQueryData(queryKeys.conditions.rehearsal(rehearsal.rehearsalId), rehearsal);
  const starting = useMutation({
    mutationFn: startRehearsal,
    onSuccess: (rehearsal, of) => {
      keep(rehearsal);
      setRunning({ rehearsalId: rehearsal.rehearsalId, of });
    },
  });
  const cancelling = useMutation({ mutationFn: cancelRehearsal, onSuccess: keep });
  const { data, error } = useQuery({
    ...rehearsalOptions(running?.rehearsalId ?? ''),
    enabled: running !== null,
    staleTime: 0,
  });
  const failed = starting.error ?? cancelling.error ?? error;
  return {
    rehearsal: running === null ? null : (data ?? null),
    of: running?.of ?? null,
    start: (input) => {
      cancelling.reset();
      starting.mutate(input);
    },
    cancel: () => {
      if (running !== null) cancelling.mutate(running.rehearsalId);
    },
    starting: starting.isPending,
    problem: failed === null ? (data?.problem ?? null) : problemFrom(failed),
  };
}
