import clsx from 'clsx';
import type { ChainStatus } from '@/lib/domain/chain';
import type { HopStatus } from '@/lib/domain/hop';
import { STATUS_LOOK, TONE_TEXT } from './status-look';

/** The icon alone, with the word as its name; for rows where a badge would be too much. */
export function StatusIcon({ status, className }: { status: HopStatus | ChainStatus; className?: string }) {
  const look = STATUS_LOOK[status];
  const Icon = look.icon;
  return (
    <span
      role="img"
      aria-label={look.word}
      title={look.word}
      className={clsx('inline-flex shrink-0', TONE_TEXT[look.tone], className)}
    >
      <Icon aria-hidden className="size-3.5" />
    </span>
  );
}
