import clsx from 'clsx';
import { CircleCheck, CircleDashed } from 'lucide-react';
import { formatDuration } from '@/components/ui/format-duration';
import { Popover } from '@/components/ui/popover';
import type { ChainDetail } from '@/lib/contract/chain';

/** How complete the chain is; opens to say from which sources, and what is missing. */
export function CompletenessBadge({ completeness }: { completeness: ChainDetail['completeness'] }) {
  const { sources, gaps, lagMs } = completeness;
  const whole = gaps.length === 0;
  const Icon = whole ? CircleCheck : CircleDashed;
  return (
    <Popover
      label="How complete this chain is"
      className="w-88 max-w-[calc(100vw-1rem)] p-3"
      trigger={(props) => (
        <button
          {...props}
          type="button"
          className={clsx(
            'inline-flex min-h-6 items-center gap-1 rounded-sm underline decoration-dotted underline-offset-2',
            !whole && 'text-waiting',
          )}
        >
          <Icon aria-hidden className="size-3.5" />
          {whole ? 'complete' : `${gaps.length} ${gaps.length === 1 ? 'gap' : 'gaps'}`}
        </button>
      )}
    >
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5">
        <dt className="text-muted">Known from</dt>
        <dd>{sources.length === 0 ? 'no source yet' : sources.join(', ')}</dd>
        <dt className="text-muted">Read up to</dt>
        <dd>{lagMs === null ? 'not known' : `${formatDuration(lagMs)} ago`}</dd>
        <dt className="text-muted">Missing</dt>
        <dd>
          {whole ? (
            'nothing that the sources could show'
          ) : (
            <ul className="flex flex-col gap-1">
              {gaps.map((gap) => (
                <li key={gap.code}>{gap.message}</li>
              ))}
            </ul>
          )}
        </dd>
      </dl>
    </Popover>
  );
}
