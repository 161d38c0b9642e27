import {
  Box,
  CircleHelp,
  CircleX,
  Inbox,
  type LucideIcon,
  Radio,
  ScrollText,
  SquareFunction,
  Workflow,
} from 'lucide-react';
import Link from 'next/link';
import type { TargetCheck } from '@/lib/contract/rule';
import { stateMachinePath } from './state-machine-paths';

const KIND: Record<TargetCheck['kind'], { icon: LucideIcon; word: string }> = {
  lambda: { icon: SquareFunction, word: 'function' },
  'log-group': { icon: ScrollText, word: 'log group' },
  queue: { icon: Inbox, word: 'queue' },
  'event-bus': { icon: Radio, word: 'event bus' },
  'state-machine': { icon: Workflow, word: 'state machine' },
  other: { icon: Box, word: 'target' },
};

/** A target: what it is, its name, and whether it may be invoked where that is not a plain yes. */
export function TargetName({
  target,
  compact = false,
}: {
  target: TargetCheck;
  /** The permission as an icon alone, its word read out and in the title. */
  compact?: boolean;
}) {
  const { icon: Icon, word } = KIND[target.kind];
  const path = pathOf(target);
  return (
    <span className="inline-flex max-w-full min-w-0 items-center gap-1.5">
      <span title={word} className="inline-flex shrink-0 text-muted">
        <Icon aria-hidden className="size-3.5" />
        <span className="sr-only">{word}</span>
      </span>
      {path === null ? (
        <span className="min-w-0 truncate" title={target.arn}>
          {target.name}
        </span>
      ) : (
        <Link href={path} prefetch={false} title={target.arn} className="min-w-0 truncate hover:underline">
          {target.name}
        </Link>
      )}
      {target.permitted === 'yes' ? null : (
        <span
          title={target.reason}
          className={`inline-flex shrink-0 items-center gap-1 text-xs ${target.permitted === 'no' ? 'text-failed' : 'text-muted'}`}
        >
          {target.permitted === 'no' ? (
            <CircleX aria-hidden className="size-3.5" />
          ) : (
            <CircleHelp aria-hidden className="size-3.5" />
          )}
          <span className={compact ? 'sr-only' : ''}>
            {target.permitted === 'no' ? 'may not be invoked' : 'permission not known'}
          </span>
        </span>
      )}
    </span>
  );
}

function pathOf({
  kind,
  name,
  functionName,
}: TargetCheck): `/functions/${string}` | `/state-machines/${string}` | null {
  if (functionName !== null) return `/functions/${encodeURIComponent(functionName)}`;
  return kind === 'state-machine' ? stateMachinePath(name) : null;
}
