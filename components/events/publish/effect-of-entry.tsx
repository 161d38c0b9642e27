'use client';
import { useQuery } from '@tanstack/react-query';
import { EventPathPanel } from '@/components/event-path/event-path-panel';
import { eventDetailOptions } from '@/components/live/event-query-options';
import { useNow } from '@/components/ui/use-now';
import type { PublishedEntry } from '@/lib/contract/operation';
import { CausedHops } from '../caused-hops';

const POLL_MS = 2000;
/** A run is seen when its log arrives; before that, nothing having run means little. */
const IN_TRANSIT_MS = 10_000;

/** What an entry that is on the bus has run so far; when nothing came in time, why. */
export function EffectOfEntry({ entry }: { entry: PublishedEntry }) {
  const { eventId } = entry;
  const event = useQuery({
    ...eventDetailOptions(eventId ?? ''),
    enabled: eventId !== null,
    refetchInterval: ({ state }) =>
      state.data === undefined || (state.data.causedHopCount === 0 && fresh(state.data.at, Date.now()))
        ? POLL_MS
        : false,
  });
  const waits = event.data?.causedHopCount === 0;
  const now = useNow(waits);
  if (eventId === null || event.data === undefined) return null;
  if (!waits) {
    return (
      <div className="flex items-center gap-2 pl-6 text-xs">
        <span className="text-muted">ran</span>
        <CausedHops event={event.data} wraps />
      </div>
    );
  }
  if (now === null || fresh(event.data.at, now)) {
    return (
      <p role="status" className="pl-6 text-xs text-muted">
        In transit; nothing ran yet
      </p>
    );
  }
  return <EventPathPanel of={{ eventKey: eventId }} title="Why did nothing run?" />;
}

const fresh = (at: string, nowMs: number) => nowMs - Date.parse(at) < IN_TRANSIT_MS;
