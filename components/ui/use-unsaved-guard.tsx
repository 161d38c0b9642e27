'use client';
import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { type ReactNode, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { Button } from './button';
import { Dialog } from './dialog';
import { leavesPage } from './unsaved.model';

/** While something is unsaved, asks before a link or the browser takes the page away; the answer is to be rendered. */
export function useUnsavedGuard(unsaved: boolean): ReactNode {
  const router = useRouter();
  const [asked, setAsked] = useState<string | null>(null);
  useEffect(() => {
    if (!unsaved) return;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      if (link === null || event.button !== 0) return;
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      const { href, target } = link;
      if (!leavesPage({ href, target, download: link.getAttribute('download') }, window.location.href))
        return;
      event.preventDefault();
      event.stopPropagation();
      setAsked(href);
    };
    window.addEventListener('beforeunload', onUnload);
    // before the link's own handler, which would navigate
    window.addEventListener('click', onClick, { capture: true });
    return () => {
      window.removeEventListener('beforeunload', onUnload);
      window.removeEventListener('click', onClick, { capture: true });
    };
  }, [unsaved]);
  if (asked === null) return null;
  // in the body: what asks may be kept out of sight behind another tab
  return createPortal(
    <Dialog
      open
      onOpenChange={() => setAsked(null)}
      title="Leave without saving?"
      size="sm"
      footer={
        <>
          <Button data-autofocus onClick={() => setAsked(null)}>
            Keep editing
          </Button>
          <Button
            variant="danger"
            onClick={() => {
              setAsked(null);
              const { pathname, search, hash } = new URL(asked);
              router.push(`${pathname}${search}${hash}` as Route);
            }}
          >
            Leave
          </Button>
        </>
      }
    >
      <p className="p-4">What was changed here has not been saved.</p>
    </Dialog>,
    document.body,
  );
}
