'use client';
import clsx from 'clsx';
import Link from 'next/link';
import { AbsoluteTime } from '@/components/ui/absolute-time';
import { Duration } from '@/components/ui/duration';
import { RelativeTime } from '@/components/ui/relative-time';
import { FollowedTable } from './followed-table';
import { type Source, sortedSources } from './source-look';

const COLUMNS = [
  { name: 'Log group' },
  { name: 'Lag', figure: true },
  { name: 'Read up to' },
  { name: 'Last line' },
  { name: 'Last poll' },
  { name: 'Late', figure: true },
  { name: 'Unreadable', figure: true },
];

/** The followed log groups. */
export function SourceTable({ sources, busy }: { sources: readonly Source[]; busy: boolean }) {
  return (
    <FollowedTable
      caption="Followed log groups"
      busy={busy}
      columns={COLUMNS}
      rows={sortedSources(sources).map((source) => ({
        key: source.logGroupName,
        status: source.status,
        cells: <SourceCells source={source} />,
        problem: source.problem,
        next:
          source.retryAt === null ? null : (
            <p className="mt-1 text-xs text-muted">
              Next try at <AbsoluteTime at={source.retryAt} clock />.
            </p>
          ),
      }))}
    />
  );
}

function SourceCells({ source }: { source: Source }) {
  return (
    <>
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
    </>
  );
}
