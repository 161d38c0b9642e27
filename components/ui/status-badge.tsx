import clsx from 'clsx';
import type { ChainStatus } from '@/lib/domain/chain';
import type { HopStatus } from '@/lib/domain/hop';
import { STATUS_LOOK, TONE_SOFT } from './status-look';

/** Icon and word; `suffix` adds what the word alone does not say: "on hop 6". */
export function StatusBadge({
  status,
  suffix,
  className,
}: {
  status: HopStatus | ChainStatus;
  suffix?: string | undefined;
  className?: string;
}) {
  const look = STATUS_LOOK[status];
  const Icon = look.icon;
  return (
    <span
      className={clsx(
        'inline-flex h-5 items-center gap-1 rounded-sm pr-1.5 pl-1 text-xs font-medium whitespace-nowrap',
        TONE_SOFT[look.tone],
        className,
      )}
    >
      <Icon aria-hidden className={clsx('size-3.5', status === 'running' && 'motion-safe:animate-spin')} />
      {look.word}
      {suffix === undefined ? null : <span className="font-normal">{suffix}</span>}
    </span>
  );
}
