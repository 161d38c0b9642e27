'use client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { fetchJson, problemFrom } from '@/components/live/fetch-json';
import { WhereItActs } from '@/components/shell/where-it-acts';
import { Dialog } from '@/components/ui/dialog';
import { ProblemNote } from '@/components/ui/problem-note';
import { Skeleton } from '@/components/ui/skeleton';
import type { HopDetail } from '@/lib/contract/hop';
import { queryKeys } from '@/lib/contract/query-keys';
import { RetriggerForm } from './retrigger-form';

/** Runs a function again: from a hop with what was recorded of it, or from the function's page with `hopId` null. */
export function RetriggerDialog({
  functionName,
  hopId,
  onClose,
}: {
  functionName: string;
  hopId: string | null;
  onClose: () => void;
}) {
  const hop = useQuery({
    queryKey: queryKeys.hops.detail(hopId ?? ''),
    queryFn: ({ signal }) => fetchJson<HopDetail>(`/api/v1/hops/${encodeURIComponent(hopId ?? '')}`, signal),
    enabled: hopId !== null,
  });
  // what was recorded when the dialog opened: a live update must not change the text under the editor
  const [opened, setOpened] = useState<HopDetail | null>(null);
  if (opened === null && hop.data !== undefined) setOpened(hop.data);
  const title = hopId === null ? `Run ${functionName}` : `Run ${functionName} again`;
  if (hopId !== null && opened === null) {
    return (
      <Dialog open onOpenChange={onClose} title={title} size="lg">
        <div className="flex flex-col gap-3 p-4">
          {hop.isError ? (
            <ProblemNote problem={problemFrom(hop.error)} />
          ) : (
            <>
              <Skeleton className="h-3 w-48" />
              <Skeleton className="h-32 w-full" />
            </>
          )}
        </div>
      </Dialog>
    );
  }
  return (
    <RetriggerForm
      functionName={functionName}
      hop={opened}
      title={title}
      where={
        <span className="mt-1 inline-block">
          <WhereItActs compact />
        </span>
      }
      onClose={onClose}
    />
  );
}
