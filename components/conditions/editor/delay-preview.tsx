'use client';
import { zConditionLimits } from '@/lib/contract/condition';
import { durationWords } from '@/lib/domain/condition/duration-words';
import { type LimitsDraft, limitsOf } from './condition-limits.model';
import { delayPreview } from './delay-preview.model';

const SHOWN = 8;

/** How long each run waits, drawn to one scale, and what ends a chain whose results keep matching. */
export function DelayPreview({ limits }: { limits: LimitsDraft }) {
  const parsed = zConditionLimits.safeParse(limitsOf(limits));
  if (!parsed.success) {
    return <p className="text-xs text-muted">The delays are shown once the limits are numbers.</p>;
  }
  const { runs, moreRuns, ends } = delayPreview(parsed.data, SHOWN);
  const longest = Math.max(...runs.map(({ delaySeconds }) => delaySeconds), 1e-9);
  const full = parsed.data.jitter === 'FULL';
  return (
    <figure className="min-w-0 text-xs">
      <figcaption className="mb-1 text-muted">
        {full ? 'Longest waits between the runs' : 'Waits between the runs'}
      </figcaption>
      <ol className="border-t border-line">
        {runs.map(({ attempt, delaySeconds, afterSeconds }) => (
          <li
            key={attempt}
            title={`starts ${durationWords(afterSeconds)} after the first run`}
            className="grid h-6 grid-cols-[3.5rem_minmax(0,1fr)_5.5rem] items-center gap-2 border-b border-line"
          >
            <span>run {attempt}</span>
            <span aria-hidden className="h-1.5 rounded-sm bg-sunken">
              <span
                className={`block h-full rounded-sm ${full ? 'bg-accent/50' : 'bg-accent'}`}
                style={{ width: `${Math.max(delaySeconds === 0 ? 0 : 2, (delaySeconds / longest) * 100)}%` }}
              />
            </span>
            <span className="truncate text-right text-muted">
              {delaySeconds === 0 ? 'at once' : `${full ? '≤ ' : ''}${durationWords(delaySeconds)}`}
            </span>
          </li>
        ))}
        {moreRuns === 0 ? null : (
          <li className="flex h-6 items-center border-b border-line text-muted">
            and {moreRuns.toLocaleString('en-US')} more
          </li>
        )}
      </ol>
      <p className="mt-1.5">{ends}</p>
    </figure>
  );
}
