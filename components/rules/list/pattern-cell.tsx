'use client';
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { RuleSummary } from '@/lib/contract/rule';

/** The pattern in words: one line, all of it when opened. */
export function PatternCell({ rule }: { rule: RuleSummary }) {
  const [open, setOpen] = useState(false);
  const lines =
    rule.patternWords.length > 0
      ? rule.patternWords
      : rule.scheduleExpression !== null
        ? [`on a schedule: ${rule.scheduleExpression}`]
        : [rule.eventPattern ?? 'no pattern'];
  const [first = ''] = lines;
  if (lines.length === 1 && first.length < 60) return <span className="break-words">{first}</span>;
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
        <span className="min-w-0 truncate">{lines.join(', and ')}</span>
      )}
    </button>
  );
}
