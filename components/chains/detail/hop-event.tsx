'use client';
import { CircleCheck, CircleDashed } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import { formatDuration } from '@/components/ui/format-duration';
import { harmlessText } from '@/components/ui/harmless-text';
import { rulePath } from '@/components/ui/rule-paths';
import type { HopDetail } from '@/lib/contract/hop';

const RULE_KNOWN_BY = {
  'bus-log': 'by the bus’s log',
  pattern: 'by its pattern now',
  target: 'the only rule that targets this function now',
} as const;

/** Rows of the overview: the event that ran this hop with the rule that carried it, and the events that it published. */
export function HopEvent({ hop }: { hop: HopDetail }) {
  const { event, publishedEvents } = hop;
  const latencyMs =
    event?.publishedAt == null || hop.startedAt === null
      ? null
      : Math.max(0, Date.parse(hop.startedAt) - Date.parse(event.publishedAt));
  return (
    <>
      {event === null ? null : (
        <Row name="Event">
          {event.detailType === null ? null : (
            <p className="break-words">
              {harmlessText(event.detailType)}
              {event.source === null ? null : (
                <code className="ml-2 text-xs break-all text-muted">{harmlessText(event.source)}</code>
              )}
            </p>
          )}
          <EventLink eventId={event.eventId} />
          <p className="flex flex-wrap gap-x-2 text-muted">
            {event.eventBusName === null ? 'bus not known' : `on bus ${event.eventBusName}`}
            {latencyMs === null ? null : <span>in transit {formatDuration(latencyMs)}</span>}
          </p>
        </Row>
      )}
      {event === null ? null : (
        <Row name="Rule">
          {event.ruleName === null ? (
            <span className="text-faint">not known: the bus’s log does not tell</span>
          ) : (
            <>
              {event.eventBusName === null ? (
                event.ruleName
              ) : (
                <Link
                  href={rulePath({ eventBusName: event.eventBusName, ruleName: event.ruleName })}
                  className="link break-all"
                >
                  {event.ruleName}
                </Link>
              )}
              <span
                className={`ml-2 text-xs ${event.ruleKnownBy === 'bus-log' ? 'text-muted' : 'text-waiting'}`}
              >
                {event.ruleKnownBy === null ? null : RULE_KNOWN_BY[event.ruleKnownBy]}
              </span>
            </>
          )}
        </Row>
      )}
      {publishedEvents.length === 0 ? null : (
        <Row name="Published">
          <ul className="flex max-h-36 flex-col overflow-y-auto">
            {publishedEvents.map(({ eventId, arrived, isResultRecord }) => (
              <li key={eventId} className="flex min-w-0 items-center gap-1.5">
                {arrived ? (
                  <CircleCheck aria-hidden className="size-3.5 shrink-0 text-succeeded" />
                ) : (
                  <CircleDashed
                    aria-hidden
                    className={`size-3.5 shrink-0 ${isResultRecord ? 'text-muted' : 'text-waiting'}`}
                  />
                )}
                <span
                  className={`shrink-0 text-xs ${arrived || isResultRecord ? 'text-muted' : 'text-waiting'}`}
                >
                  {arrived ? 'ran' : 'nothing ran'}
                </span>
                <EventLink eventId={eventId} />
              </li>
            ))}
          </ul>
        </Row>
      )}
    </>
  );
}

function EventLink({ eventId }: { eventId: string }) {
  return (
    <span className="flex min-w-0 items-center gap-1">
      <Link
        href={{ pathname: '/events', query: { range: '365d', event: eventId } }}
        prefetch={false}
        className="link min-w-0 truncate font-mono text-xs"
        title={eventId}
      >
        {eventId}
      </Link>
      <CopyButton text={eventId} what="event ID" className="-my-0.5" />
    </span>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
