'use client';
import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { copyText } from './copy-text';
import { IconButton } from './icon-button';

/** Copies `text`; `what` names it: "trace ID". */
export function CopyButton({
  text,
  what,
  className,
}: {
  text: string | (() => string);
  what: string;
  className?: string;
}) {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), 1500);
    return () => clearTimeout(timer);
  }, [state]);
  const label = state === 'copied' ? 'Copied' : state === 'failed' ? 'Could not copy' : `Copy ${what}`;
  return (
    <>
      <IconButton
        label={label}
        size="icon-sm"
        className={className}
        onClick={async () => {
          const copied = await copyText(typeof text === 'function' ? text() : text);
          setState(copied ? 'copied' : 'failed');
        }}
      >
        {state === 'copied' ? (
          <Check aria-hidden className="size-3.5 text-succeeded" />
        ) : (
          <Copy aria-hidden className="size-3.5" />
        )}
      </IconButton>
      <span role="status" className="sr-only">
        {state === 'idle' ? '' : label}
      </span>
    </>
  );
}
