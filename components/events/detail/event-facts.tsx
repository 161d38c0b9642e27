'use client';
import type { Route } from 'next';
import Link from 'next/link';
import { AbsoluteTime } from '@/components/ui/absolute-time';
import { Fact } from '@/components/ui/fact';
import { harmlessText } from '@/components/ui/harmless-text';
import { IdFact } from '@/components/ui/id-fact';
import { StatusIcon } from '@/components/ui/status-icon';
import type { EventDetail } from '@/lib/contract/event';
import { CausedHops, hopPath } from '../caused-hops';

/** Where it comes from, where it went, what it caused. */
export function EventFacts({ event }: { event: EventDetail }) {
  const { causeHop, chainId, entry } = event;
  return (
    <dl className="grid grid-cols-[6rem_minmax(0,1fr)] gap-x-2 gap-y-1 border-t border-line px-4 py-2 [&>dd]:min-w-0 [&>dt]:text-muted">
      <Fact name="Caused">
        <CausedHops event={event} wraps />
      </Fact>
      {chainId === null ? null : (
        <Fact name="Chain">
          <Link href={`/chains/${encodeURIComponent(chainId)}` as Route} className="link break-all">
            Open the chain
          </Link>
        </Fact>
      )}
      <Fact name="Cause">
        {causeHop === null ? (
          event.operationId === null ? (
            <span className="text-faint">not known</span>
          ) : (
            'published from this dashboard'
          )
        ) : (
          <Link href={hopPath(causeHop) as Route} className="link inline-flex min-h-6 items-center gap-1">
            <StatusIcon status={causeHop.status} />
            {causeHop.functionName}
          </Link>
        )}
      </Fact>
      <Fact name="Bus">{event.eventBusName}</Fact>
      <Fact name="Source">
        <code className="text-xs break-all">{harmlessText(event.source)}</code>
      </Fact>
      <Fact name="Time">
        <AbsoluteTime at={event.at} withMs />
      </Fact>
      {event.seenAt === null ? null : (
        <Fact name="Seen">
          <AbsoluteTime at={event.seenAt} withMs />
        </Fact>
      )}
      {entry.resources.length === 0 ? null : (
        <Fact name="Resources">
          <ul>
            {entry.resources.map((resource) => (
              <li key={resource}>
                <code className="text-xs break-all">{harmlessText(resource)}</code>
              </li>
            ))}
          </ul>
        </Fact>
      )}
      <IdFact name="Trace ID" value={event.traceId} />
      <IdFact name="Operation" value={event.operationId} />
    </dl>
  );
}
