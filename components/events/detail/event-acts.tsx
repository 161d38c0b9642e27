'use client';
import { ListFilter, Send } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { buttonClass } from '@/components/ui/button-class';
import type { EventDetail } from '@/lib/contract/event';
import { SaveEventButton } from '../save-event-button';

/** What can be done with an event: publish it again, keep it, make a rule that catches its like. */
export function EventActs({ event }: { event: EventDetail }) {
  const key = encodeURIComponent(event.eventKey);
  return (
    <div className="flex flex-wrap gap-1.5 px-4 py-2">
      <Link href={`/events/new?event=${key}` as Route} className={buttonClass({ variant: 'primary' })}>
        <Send aria-hidden className="size-3.5" />
        {event.status === 'failed' ? 'Try again…' : 'Publish again…'}
      </Link>
      <Link href={`/rules/new?event=${key}` as Route} className={buttonClass()}>
        <ListFilter aria-hidden className="size-3.5" />
        Make a rule from it
      </Link>
      <SaveEventButton entry={event.entry} suggestedName={event.detailType} />
    </div>
  );
}
