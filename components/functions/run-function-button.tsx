'use client';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useReadOnly } from '@/components/live/use-read-only';
import { RunButton } from '@/components/retrigger/run-button';
import type { FUNCTION_KEYS, HandlersOf } from '@/components/ui/page-keys';
import { useHotkeys } from '@/components/ui/use-hotkeys';

const RetriggerDialog = dynamic(() =>
  import('@/components/retrigger/retrigger-dialog').then((module) => module.RetriggerDialog),
);

/** Runs the function once with a payload that is chosen or written in the dialog. */
export function RunFunctionButton({ functionName }: { functionName: string }) {
  const [open, setOpen] = useState(false);
  const readOnly = useReadOnly();
  useHotkeys({ r: () => setOpen(true) } satisfies HandlersOf<typeof FUNCTION_KEYS>, { enabled: !readOnly });
  return (
    <>
      <RunButton readOnly={readOnly} keys="r" onOpen={() => setOpen(true)}>
        Run
      </RunButton>
      {open ? (
        <RetriggerDialog functionName={functionName} hopId={null} onClose={() => setOpen(false)} />
      ) : null}
    </>
  );
}
