'use client';
import { Copy, Ellipsis, Pause, Pencil, Play, Trash2 } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { useReadOnly } from '@/components/live/use-read-only';
import { IconButton } from '@/components/ui/icon-button';
import { Popover } from '@/components/ui/popover';
import { duplicateRulePath, editRulePath } from '@/components/ui/rule-paths';
import type { RuleActInput, RuleSummary } from '@/lib/contract/rule';

const ITEM = 'flex min-h-8 w-full items-center gap-2 px-3 text-left hover:bg-hover disabled:opacity-50';

/** What can be done to one rule of the list. */
export function RuleRowMenu({
  rule,
  onAct,
}: {
  rule: RuleSummary;
  onAct: (rule: RuleSummary, act: RuleActInput['act']) => void;
}) {
  const readOnly = useReadOnly();
  const enabled = rule.state === 'ENABLED';
  return (
    <Popover
      label={`Acts on ${rule.ruleName}`}
      align="end"
      className="w-44 py-1"
      trigger={(props) => (
        <IconButton label={`Acts on ${rule.ruleName}`} size="icon-sm" {...props}>
          <Ellipsis aria-hidden className="size-4" />
        </IconButton>
      )}
    >
      {(close) => {
        const act = (verb: RuleActInput['act'], icon: ReactNode, word: string, className = '') => (
          <button
            type="button"
            disabled={readOnly}
            className={`${ITEM} ${className}`}
            onClick={() => {
              close();
              onAct(rule, verb);
            }}
          >
            {icon}
            {word} …
          </button>
        );
        return (
          <>
            <Link href={editRulePath(rule)} prefetch={false} className={ITEM}>
              <Pencil aria-hidden className="size-3.5" />
              Edit
            </Link>
            {enabled
              ? act('disable', <Pause aria-hidden className="size-3.5" />, 'Disable')
              : act('enable', <Play aria-hidden className="size-3.5" />, 'Enable')}
            <Link href={duplicateRulePath(rule)} prefetch={false} className={ITEM}>
              <Copy aria-hidden className="size-3.5" />
              Duplicate
            </Link>
            {act('delete', <Trash2 aria-hidden className="size-3.5" />, 'Delete', 'text-failed')}
          </>
        );
      }}
    </Popover>
  );
}
