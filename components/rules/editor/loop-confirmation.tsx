'use client';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import type { LoopCheck } from '@/lib/contract/rule';
import { LoopPicture } from '../loop-picture';

/** Says in words what a loop without an end does, before it is planned. */
export function LoopConfirmation({
  loop,
  onAccept,
  onCancel,
}: {
  loop: LoopCheck | null;
  onAccept: () => void;
  onCancel: () => void;
}) {
  const [understood, setUnderstood] = useState(false);
  return (
    <Dialog
      open
      onOpenChange={onCancel}
      title="This rule feeds itself, and nothing ends it"
      footer={
        <>
          <Button data-autofocus onClick={onCancel}>
            Back to the pattern
          </Button>
          <Button variant="danger" disabled={!understood} onClick={onAccept}>
            Plan it all the same
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4 p-4">
        <p>
          What its target publishes matches the rule again, so the function runs again and again without an
          end. AWS does not stop it: its recursion guard does not see loops through EventBridge. Each round
          costs an invocation and an event until someone disables the rule.
        </p>
        <p>
          To end it, let the function raise a counter in what it publishes and add a field such as{' '}
          <code>detail.attempt</code> “is a number” <code>&lt; 5</code> to the pattern.
        </p>
        {loop === null ? null : <LoopPicture check={loop} />}
        <label className="flex min-h-6 items-start gap-2">
          <input
            type="checkbox"
            checked={understood}
            onChange={(event) => setUnderstood(event.target.checked)}
            className="mt-0.5 size-4 accent-accent"
          />
          I know that this loop has no end and want it.
        </label>
      </div>
    </Dialog>
  );
}
