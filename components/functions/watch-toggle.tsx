'use client';
import { Eye } from 'lucide-react';
import { WatchButton } from '@/components/live/watch-button';
import { watchFunctionAction } from '@/lib/actions/function-actions';
import type { FunctionSummary } from '@/lib/contract/function';
import { queryKeys } from '@/lib/contract/query-keys';

/** Whether the function's log group is followed; what a setting decided cannot be switched here. */
export function WatchToggle({
  of: { functionName, watched, watchedBy },
}: {
  of: Pick<FunctionSummary, 'functionName' | 'watched' | 'watchedBy'>;
}) {
  if (watchedBy === 'sandbox') {
    return (
      <span
        className="inline-flex h-6 items-center gap-1.5 px-2 text-xs"
        title="In the sandbox every function is watched"
      >
        <Eye aria-hidden className="size-3.5 text-succeeded" />
        Watched
      </span>
    );
  }
  return (
    <WatchButton
      name={functionName}
      watched={watched}
      whyOf={(followed) => {
        if (watchedBy === 'setting') return 'Watched by REPRISE_WATCH; a choice made here beats the setting';
        return followed
          ? 'Its log group is followed'
          : 'Not followed; watching costs a few FilterLogEvents calls a minute';
      }}
      act={(wanted) => watchFunctionAction({ functionName, watched: wanted })}
      changes={queryKeys.functions.all}
    />
  );
}
