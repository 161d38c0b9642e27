'use client';
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';

/** Sentences in a row: on one line, all of them when opened; a single one shorter than `short` has nothing to open. */
export function WordsCell({
  lines,
  none,
  joined,
  short = 48,
}: {
  lines: readonly string[];
  none: string;
  joined: string;
  short?: number;
}) {
  const [open, setOpen] = useState(false);
  const [first = none] = lines;
  if (lines.length < 2 && first.length < short) return <span className="break-words">{first}</span>;
  return (
    <button
      type="button"
      aria-expanded={open}
      title={open ? undefined : lines.join('\n')}
      onClick={() => setOpen(!open)}
      className="flex w-full min-w-0 items-start gap-1 text-left"
    >
      <ChevronRight
        aria-hidden
        className={`mt-0.5 size-3.5 shrink-0 text-muted ${open ? 'rotate-90' : ''}`}
      />
      {open ? (
        <span className="flex min-w-0 flex-col break-words">
          {lines.map((line) => (
            <span key={line}>{line}</span>
          ))}
        </span>
      ) : (
        <span className="min-w-0 truncate">{lines.join(joined)}</span>
      )}
    </button>
  );
}
