'use client';
import { Play } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { READ_ONLY_WORDS, useReadOnly } from '@/components/live/use-read-only';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
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
      <Button
        variant="primary"
        aria-haspopup="dialog"
        disabled={readOnly}
        title={readOnly ? READ_ONLY_WORDS : undefined}
        onClick={() => setOpen(true)}
      >
        <Play aria-hidden className="size-3.5" />
        Run
        <Kbd className="border-on-accent/40 bg-transparent text-on-accent">r</Kbd>
      </Button>
      {open ? (
        <RetriggerDialog functionName={functionName} hopId={null} onClose={() => setOpen(false)} />
      ) : null}
    </>
  );
}
