'use client';
import { useState } from 'react';
import { createPortal } from 'react-dom';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';

/** The way out of a plan that stopped halfway and can be neither finished nor undone: asks first, naming what stays. */
export function LeaveAsIs({
  leftBehind,
  busy,
  onLeave,
}: {
  leftBehind: readonly string[];
  busy: boolean;
  onLeave: () => void;
}) {
  const [asked, setAsked] = useState(false);
  return (
    <>
      <Button busy={busy} onClick={() => setAsked(true)}>
        Leave AWS as it is…
      </Button>
      {asked
        ? createPortal(
            <Dialog
              open
              onOpenChange={() => setAsked(false)}
              title="Leave AWS as it is?"
              footer={
                <>
                  <Button data-autofocus onClick={() => setAsked(false)}>
                    Keep the plan
                  </Button>
                  <Button
                    variant="danger"
                    onClick={() => {
                      setAsked(false);
                      onLeave();
                    }}
                  >
                    Leave AWS as it is
                  </Button>
                </>
              }
            >
              <div className="flex flex-col gap-3 p-4">
                {leftBehind.length === 0 ? (
                  <p>None of its calls stands: AWS is as it was before.</p>
                ) : (
                  <ul className="list-disc pl-5">
                    {leftBehind.map((words) => (
                      <li key={words} className="break-words">
                        {words}
                      </li>
                    ))}
                  </ul>
                )}
                <p>
                  Nothing more is changed. Reprise forgets how to undo this plan: what has to be put right in
                  AWS is then up to you, by hand or by a new plan.
                </p>
              </div>
            </Dialog>,
            document.body,
          )
        : null}
    </>
  );
}
