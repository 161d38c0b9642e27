'use client';
import type { Route } from 'next';
import Link from 'next/link';
import { StatusIcon } from '@/components/ui/status-icon';
import { STATUS_LOOK } from '@/components/ui/status-look';
import type { EventSummary } from '@/lib/contract/event';
import { hopsByFunction, nothingRan } from './list/event-filters.model';

/** The runs that an event caused, each a link to its place in its chain; "nothing ran" is a warning where an event was published to run something. */
export function CausedHops({ event, wraps = false }: { event: EventSummary; wraps?: boolean }) {
  if (event.causedHopCount === 0) {
    if (nothingRan(event)) {
      // the record of a run's result: most of them end a chain
      return event.source === 'lambda' ? (
        <span title="A result by which nothing ran again" className="text-muted">
          nothing ran
        </span>
      ) : (
        <span title="No run is known that it caused" className="font-medium text-waiting">
          nothing ran
        </span>
      );
    }
    return (
      <span className="text-faint">{event.status === 'failed' ? 'not on the bus' : 'not known yet'}</span>
    );
  }
  const more = event.causedHopCount - event.causedHops.length;
  return (
    <span className={`flex min-w-0 items-center gap-x-3 gap-y-1 ${wraps ? 'flex-wrap' : ''}`}>
      {hopsByFunction(event.causedHops).map((hops) => (
        <span key={hops[0]?.hopId} className="inline-flex min-w-0 items-center">
          {hops.map((hop, index) => (
            <Link
              key={hop.hopId}
              href={hopPath(hop) as Route}
              prefetch={false}
              aria-label={`${hop.functionName}, ${STATUS_LOOK[hop.status].word.toLowerCase()}`}
              className="link inline-flex min-h-6 min-w-6 items-center gap-1"
            >
              <StatusIcon status={hop.status} />
              {index === hops.length - 1 ? <span className="truncate">{hop.functionName}</span> : null}
            </Link>
          ))}
        </span>
      ))}
      {more > 0 ? <span className="whitespace-nowrap text-muted">and {more} more</span> : null}
    </span>
  );
}

export function hopPath(hop: { chainId: string; hopId: string }): string {
  return `/chains/${encodeURIComponent(hop.chainId)}?hop=${encodeURIComponent(hop.hopId)}`;
}
