'use client';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';
import { useHotkeys } from '@/components/ui/use-hotkeys';
import { OperationProgress } from './operation-progress';

/** A dialog that sends one operation: its form, then, in the same place, what becomes of it. */
export function OperationDialog({
  title,
  where,
  operation: { operationId, state },
  act,
  ready,
  onSubmit,
  onClose,
  onLeave = onClose,
  afterwards,
  children,
}: {
  title: string;
  /** What it acts on. */
  where: ReactNode;
  operation: { operationId: string; state: 'open' | 'sending' | 'sent' };
  act: string;
  ready: boolean;
  onSubmit: () => void;
  onClose: () => void;
  /** A link in it is followed. */
  onLeave?: (() => void) | undefined;
  /** What else can be done once it was sent. */
  afterwards?: ReactNode;
  children: ReactNode;
}) {
  useHotkeys({ 'mod+Enter': onSubmit }, { enabled: state === 'open', inDialogs: true });
  return state === 'sent' ? (
    <Dialog
      open
      onOpenChange={onClose}
      title={title}
      description={where}
      size="lg"
      footer={
        <>
          {afterwards}
          <Button variant="primary" data-autofocus onClick={onClose}>
            Close
          </Button>
        </>
      }
    >
      <OperationProgress operationId={operationId} onLeave={onLeave} />
    </Dialog>
  ) : (
    <Dialog
      open
      holdsWork
      onOpenChange={onClose}
      title={title}
      description={where}
      size="lg"
      footer={
        <>
          <p className="mr-auto text-xs text-muted">This runs real code. It is recorded as your operation.</p>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" busy={state === 'sending'} disabled={!ready} onClick={onSubmit}>
            {act}
            <Kbd className="border-transparent bg-transparent text-on-accent">⌘/Ctrl Enter</Kbd>
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4 p-4">{children}</div>
    </Dialog>
  );
}
