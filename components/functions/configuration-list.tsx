import { CopyButton } from '@/components/ui/copy-button';
import { RelativeTime } from '@/components/ui/relative-time';
import type { FunctionSummary } from '@/lib/contract/function';

/** The configuration as AWS has it, in AWS's words. */
export function ConfigurationList({ of }: { of: FunctionSummary }) {
  const rows: [string, React.ReactNode][] = [
    ['State', of.state ?? 'Active'],
    ['Runtime', of.runtime ?? 'container image'],
    [
      'Handler',
      of.handler === null ? (
        'none'
      ) : (
        <code key="handler" className="text-xs">
          {of.handler}
        </code>
      ),
    ],
    ['Architecture', of.architecture],
    ['Memory', `${of.memorySizeMb} MB`],
    ['Timeout', `${of.timeoutSeconds} s`],
    ['Tracing', of.tracingMode],
    ['Log format', of.logFormat],
    ['System log level', of.systemLogLevel ?? 'not set'],
    ['Application log level', of.applicationLogLevel ?? 'not set'],
    [
      'Log group',
      <span key="group" className="inline-flex min-w-0 items-center">
        <code className="min-w-0 text-xs break-all">{of.logGroupName}</code>
        <CopyButton text={of.logGroupName} what="log group name" />
      </span>,
    ],
    ['Loop guard', of.recursiveLoop ?? 'not known'],
    ['Reserved concurrency', of.reservedConcurrency ?? 'none'],
    ['Managed by', of.managedBy ?? 'nobody known'],
    ['Changed', of.lastModifiedAt === null ? 'not known' : <RelativeTime key="at" at={of.lastModifiedAt} />],
    ['Marker seen', of.markerSeenAt === null ? 'never' : <RelativeTime key="marker" at={of.markerSeenAt} />],
  ];
  return (
    <section aria-labelledby="configuration">
      <h2 id="configuration" className="mb-2 text-md font-semibold">
        Configuration
      </h2>
      <dl className="grid grid-cols-[9rem_minmax(0,1fr)] border-t border-line">
        {rows.map(([name, value]) => (
          <div key={name} className="col-span-2 grid grid-cols-subgrid items-center border-b border-line">
            <dt className="py-1 text-muted">{name}</dt>
            <dd className="py-1">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
