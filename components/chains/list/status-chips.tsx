'use client';
import clsx from 'clsx';
import { formatCount } from '@/components/ui/format-count';
import { STATUS_LOOK, TONE_SOFT, TONE_TEXT } from '@/components/ui/status-look';
import type { ChainCounts } from '@/lib/contract/chain';
import { CHAIN_STATUSES, type ChainStatus } from '@/lib/domain/chain';

/** One chip per status with its count; pressed ones filter. */
export function StatusChips({
  counts,
  chosen,
  onChange,
}: {
  counts: ChainCounts | undefined;
  chosen: readonly ChainStatus[];
  onChange: (chosen: ChainStatus[]) => void;
}) {
  return (
    <fieldset className="flex min-w-0 max-w-full gap-1 max-sm:overflow-x-auto max-sm:py-0.5 sm:flex-wrap">
      <legend className="sr-only">Status</legend>
      {CHAIN_STATUSES.map((status) => {
        const { icon: Icon, word, tone } = STATUS_LOOK[status];
        const on = chosen.includes(status);
        const count = counts?.byStatus[status];
        return (
          <button
            key={status}
            type="button"
            aria-pressed={on}
            onClick={() => onChange(on ? chosen.filter((each) => each !== status) : [...chosen, status])}
            className={clsx(
              'inline-flex h-6 shrink-0 items-center gap-1 rounded-md border px-1.5 text-xs',
              on
                ? ['border-current font-medium', TONE_SOFT[tone]]
                : 'border-line-strong bg-raised hover:bg-hover',
            )}
          >
            <Icon aria-hidden className={clsx('size-3.5', TONE_TEXT[tone])} />
            {word}
            <span className={clsx('min-w-[1ch] text-right', on ? '' : 'text-muted')}>
              {count === undefined ? ' ' : formatCount(count)}
            </span>
          </button>
        );
      })}
    </fieldset>
  );
}
