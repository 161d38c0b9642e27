'use client';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useNow } from '@/components/ui/use-now';
import type { HopDetail } from '@/lib/contract/hop';
import { pathQuestion } from './path-question.model';

const EventPathPanel = dynamic(() =>
  import('@/components/event-path/event-path-panel').then((module) => module.EventPathPanel),
);

/** Where an event did not arrive: its path, walked without being asked unless nothing need be wrong. */
export function HopEventPath({ hop }: { hop: HopDetail }) {
  const now = useNow(hop.publishedEvents.some((published) => !published.arrived));
  const [asked, setAsked] = useState(false);
  const question = now === null ? null : pathQuestion(hop, now);
  if (question === null) return null;
  const { words, folded } = question;
  if (!folded) return <EventPathPanel of={{ hopId: hop.hopId }} title={words} />;
  return (
    <details className="border-t border-line py-2" onToggle={(event) => setAsked(event.currentTarget.open)}>
      <summary className="cursor-pointer px-4 text-muted">{words}</summary>
      {asked ? <EventPathPanel of={{ hopId: hop.hopId }} title={words} /> : null}
    </details>
  );
}
