import type { EventPattern } from './event-pattern.ts';

export interface UpperBound {
  path: string[];
  below: number;
  /** Whether `below` itself still matches. */
  inclusive: boolean;
}

/** The fields that every matching event keeps below a number. */
export function upperBoundsOf(pattern: EventPattern): UpperBound[] {
  return pattern.alternatives.length === 0 ? [] : [];
}
