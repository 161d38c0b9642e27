'use client';
import clsx from 'clsx';
import Link from 'next/link';
import { Fragment } from 'react';
import { AbsoluteTime } from '@/components/ui/absolute-time';
import { Duration } from '@/components/ui/duration';
import { ProblemNote } from '@/components/ui/problem-note';
import { RelativeTime } from '@/components/ui/relative-time';
import { TONE_SOFT } from '@/components/ui/status-look';
import { useHydrated } from '@/components/ui/use-hydrated';
import { SOURCE_LOOK, type Source, sortedSources } from './source-look';

/** One row per followed log group; its error, in words, right below it. */
export function SourceTable({ sources, busy }: { sources: readonly Source[]; busy: boolean }) {
  const hydrated = useHydrated();
  return (
    <table className="table-dense stack" aria-busy={hydrated && busy}>
      <caption className="sr-only">Followed log groups</caption>
      <thead>
        <tr>
          <th scope="col">State</th>
          <th scope="col">Log group</th>
          <th scope="col" className="text-right!">
            Lag
          </th>
          <th scope="col">Read up to</th>
          <th scope="col">Last line</th>
          <th scope="col">Last poll</th>
          <th scope="col" className="text-right!">
            Late
          </th>
          <th scope="col" className="text-right!">
            Unreadable
          </th>
        </tr>
      </thead>
      <tbody>
        {sortedSources(sources).map((source) => (
          <Fragment key={source.logGroupName}>
            <SourceRow source={source} />
            {source.problem === null ? null : (
              <tr>
                <td colSpan={8} data-wide>
                  <ProblemNote problem={source.problem} />
                  {source.retryAt === null ? null : (
                    <p className="mt-1 text-xs text-muted">
                      Next try at <AbsoluteTime at={source.retryAt} clock />.
                    </p>
                  )}
                </td>
              </tr>
            )}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

function SourceRow({ source }: { source: Source }) {
  const { icon: Icon, word, tone } = SOURCE_LOOK[source.status];
  return (
    <tr>
      <td>
        <span
          className={clsx(
            'inline-flex h-5 items-center gap-1 rounded-sm pr-1.5 pl-1 text-xs font-medium whitespace-nowrap',
            TONE_SOFT[tone],
          )}
        >
          <Icon aria-hidden className="size-3.5" />
          {word}
        </span>
      </td>
      <td className="max-w-96" data-wide>
        <code className="block truncate text-xs" title={source.logGroupName}>
          {source.logGroupName}
        </code>
        {source.eventBusName === null ? null : (
          <span className="text-xs text-muted">events of the bus {source.eventBusName}</span>
        )}
        {source.functionNames.length === 1 &&
        source.logGroupName.endsWith(`/${source.functionNames[0]}`) ? null : (
          <span className="text-xs text-muted">
            {source.functionNames.map((name) => (
              <Link
                key={name}
                href={`/functions/${encodeURIComponent(name)}`}
                className="mr-2 hover:underline"
              >
                {name}
              </Link>
            ))}
          </span>
        )}
      </td>
      <td data-label="Lag" className="text-right">
        <Duration durationMs={source.lagMs} />
      </td>
      <td data-label="Read up to" className="text-muted">
        {source.watermarkAt === null ? 'nothing yet' : <AbsoluteTime at={source.watermarkAt} clock />}
      </td>
      <td data-label="Last line" className="text-muted">
        {source.lastEventAt === null ? 'none' : <RelativeTime at={source.lastEventAt} />}
      </td>
      <td data-label="Last poll" className="text-muted">
        {source.lastPollAt === null ? 'never' : <RelativeTime at={source.lastPollAt} />}
      </td>
      <td data-label="Late" className="text-right" title="Lines that only the slow second pass found">
        {source.lateLineCount.toLocaleString('en-US')}
      </td>
      <td
        data-label="Unreadable"
        className={clsx('text-right', source.unreadableLineCount > 0 && 'text-failed')}
        title="Lines that the database refused; they are kept aside and shown"
      >
        {source.unreadableLineCount.toLocaleString('en-US')}
      </td>
    </tr>
  );
}
