'use client';
import dynamic from 'next/dynamic';
import { useNow } from '@/components/ui/use-now';
import type { HopDetail } from '@/lib/contract/hop';
import { pathQuestion } from './path-question.model';

const EventPathPanel = dynamic(() =>
  import('@/components/event-path/event-path-panel').then((module) => module.EventPathPanel),
);

/** Where an event did not arrive: its path, walked without being asked. */
export function HopEventPath({ hop }: { hop: HopDetail }) {
  const now = useNow(hop.publishedEvents.some((published) => !published.arrived));
  const question = now === null ? null : pathQuestion(hop, now);
  return question === null ? null : <EventPathPanel of={{ hopId: hop.hopId }} title={question} />;
}
