'use client';
import { Play } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import { useHotkeys } from '@/components/ui/use-hotkeys';

const RetriggerDialog = dynamic(() =>
  import('@/components/retrigger/retrigger-dialog').then((module) => module.RetriggerDialog),
);

/** Runs the function once with a payload that is chosen or written in the dialog. */
export function RunFunctionButton({ functionName }: { functionName: string }) {
  const [open, setOpen] = useState(false);
  useHotkeys({ r: () => setOpen(true) });
  return (
    <>
      <Button variant="primary" aria-haspopup="dialog" onClick={() => setOpen(true)}>
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
