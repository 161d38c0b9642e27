import type { HopDetail } from '@/lib/contract/hop';

/** An event on its way is no question yet. */
const IN_TRANSIT_MS = 5000;

type Asked = Pick<HopDetail, 'status' | 'event' | 'endedAt' | 'publishedEvents'>;

/**
 * What is to be asked of the path of an event that this hop published, or that should have run it; null where
 * everything arrived, or may still be under way.
 */
export function pathQuestion(hop: Asked, nowMs: number): string | null {
  if (hop.status === 'lost' && hop.event !== null) return 'Why did this run not start?';
  const missing = hop.publishedEvents.filter((published) => !published.arrived).length;
  if (missing === 0) return null;
  if (hop.endedAt !== null && nowMs - Date.parse(hop.endedAt) < IN_TRANSIT_MS) return null;
  return missing === 1 ? 'Why did it not arrive?' : `Why did ${missing} events not arrive?`;
}
