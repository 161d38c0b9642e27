import clsx from 'clsx';
import { CircleAlert, CircleCheck, CircleHelp, LoaderCircle, type LucideIcon } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import { harmlessText } from '@/components/ui/harmless-text';
import { ProblemNote } from '@/components/ui/problem-note';
import type { PublishedEntry } from '@/lib/contract/operation';

const LOOK: Record<PublishedEntry['status'], { word: string; icon: LucideIcon; className: string }> = {
  pending: { word: 'sending', icon: LoaderCircle, className: 'text-running motion-safe:animate-spin' },
  accepted: { word: 'on the bus', icon: CircleCheck, className: 'text-succeeded' },
  failed: { word: 'refused', icon: CircleAlert, className: 'text-failed' },
  unconfirmed: { word: 'not known', icon: CircleHelp, className: 'text-waiting' },
};

/** The entries of a publish operation, each with what became of it: AWS answers each on its own. */
export function PublishedEntries({
  entries,
  more,
}: {
  entries: readonly PublishedEntry[];
  /** What else is to be said of an entry. */
  more?: (entry: PublishedEntry) => ReactNode;
}) {
  return (
    <ol aria-label="Entries" className="border-t border-line">
      {entries.map((entry) => {
        const { word, icon: Icon, className } = LOOK[entry.status];
        return (
          <li key={entry.position} className="flex flex-col gap-1 border-b border-line py-2">
            <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
              <Icon aria-hidden className={clsx('size-4 shrink-0', className)} />
              <span className="font-medium break-all">{harmlessText(entry.detailType)}</span>
              <code className="text-xs break-all text-muted">{harmlessText(entry.source)}</code>
              <span className="text-xs text-muted">to {entry.eventBusName}</span>
              <span
                className={clsx(
                  'text-xs',
                  entry.status === 'failed' ? 'font-medium text-failed' : 'text-muted',
                )}
              >
                {word}
              </span>
              {entry.eventId === null ? null : (
                <span className="ml-auto inline-flex min-w-0 items-center">
                  <Link
                    href={{ pathname: '/events', query: { event: entry.eventId } }}
                    prefetch={false}
                    className="link min-w-0 truncate font-mono text-xs"
                  >
                    {entry.eventId}
                  </Link>
                  <CopyButton text={entry.eventId} what="event ID" />
                </span>
              )}
            </div>
            {entry.problem === null ? null : <ProblemNote problem={entry.problem} />}
            {more?.(entry)}
          </li>
        );
      })}
    </ol>
  );
}
