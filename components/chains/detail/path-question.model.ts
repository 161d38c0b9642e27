import type { HopDetail } from '@/lib/contract/hop';

/** An event on its way is no question yet. */
const IN_TRANSIT_MS = 5000;

type Asked = Pick<HopDetail, 'status' | 'event' | 'endedAt' | 'publishedEvents'>;

export interface PathQuestion {
  words: string;
  /** Nothing need be wrong: it is answered when it is opened. */
  folded: boolean;
}

/**
 * What is to be asked of the path of an event that this hop published, or that should have run it; null where
 * everything arrived, or may still be under way.
 */
export function pathQuestion(hop: Asked, nowMs: number): PathQuestion | null {
  if (hop.status === 'lost' && hop.event !== null) {
    return { words: 'Why did this run not start?', folded: false };
  }
  const missing = hop.publishedEvents.filter((published) => !published.arrived);
  if (missing.length === 0) return null;
  if (hop.endedAt !== null && nowMs - Date.parse(hop.endedAt) < IN_TRANSIT_MS) return null;
  if (missing.every(({ isResultRecord }) => isResultRecord)) {
    return { words: 'Why did it not run again?', folded: true };
  }
  const words =
    missing.length === 1 ? 'Why did it not arrive?' : `Why did ${missing.length} events not arrive?`;
  return { words, folded: false };
}
