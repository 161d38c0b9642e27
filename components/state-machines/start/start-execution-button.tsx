'use client';
import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { parseAsString, useQueryState } from 'nuqs';
import { useState } from 'react';
import { fetchJson } from '@/components/live/fetch-json';
import { useReadOnly } from '@/components/live/use-read-only';
import { RunButton } from '@/components/retrigger/run-button';
import type { HandlersOf, STATE_MACHINE_KEYS } from '@/components/ui/page-keys';
import { useHotkeys } from '@/components/ui/use-hotkeys';
import type { HopDetail } from '@/lib/contract/hop';
import { queryKeys } from '@/lib/contract/query-keys';
import type { StateMachineSummary } from '@/lib/contract/state-machine';

const StartExecutionDialog = dynamic(() =>
  import('./start-execution-dialog').then((module) => module.StartExecutionDialog),
);

/** Opens the start dialog; with `?hop=` it is open, with the hop's payload and its chain to go on with. */
export function StartExecutionButton({ machine }: { machine: Pick<StateMachineSummary, 'name' | 'status'> }) {
  const readOnly = useReadOnly();
  const [hopId, setHopId] = useQueryState('hop', parseAsString);
  const [open, setOpen] = useState(false);
  const [left, setLeft] = useState(false);
  const hop = useQuery({
    queryKey: queryKeys.hops.detail(hopId ?? ''),
    queryFn: ({ signal }) => fetchJson<HopDetail>(`/api/v1/hops/${encodeURIComponent(hopId ?? '')}`, signal),
    enabled: hopId !== null,
  });
  const off = readOnly || machine.status !== 'ACTIVE';
  useHotkeys({ s: () => setOpen(true) } satisfies Pick<HandlersOf<typeof STATE_MACHINE_KEYS>, 's'>, {
    enabled: !off,
  });
  const known = hopId === null || hop.data !== undefined || hop.isError;
  return (
    <>
      <RunButton readOnly={readOnly} disabled={off} keys="s" onOpen={() => setOpen(true)}>
        Start
      </RunButton>
      {!off && known && (open || (hopId !== null && !left)) ? (
        <StartExecutionDialog
          stateMachineName={machine.name}
          from={{
            input: hop.data?.payload?.text ?? '{}',
            hop:
              hop.data === undefined ? null : { hopId: hop.data.hopId, functionName: hop.data.functionName },
          }}
          onClose={() => {
            setOpen(false);
            if (hopId !== null) void setHopId(null);
          }}
          onLeave={() => {
            // the address is about to change: writing to it now would call that off
            setOpen(false);
            setLeft(true);
          }}
        />
      ) : null}
    </>
  );
}
