import type { Mechanism } from './hop.ts';

/** A hop's place in its chain; `attempt` is what is known of it by itself, 1 where nothing is. */
export interface PlacedAttempt {
  hopId: string;
  parentHopId: string | null;
  functionName: string;
  via: Mechanism;
  attempt: number;
}

/**
 * Which attempt each hop is, by its ID: what is known of it, else one more than the hop of the same function that caused
 * it. A hop whose cause is not among `hops` counts from itself. Takes time in proportion to the hops.
 */
export function countedAttempts(hops: Iterable<PlacedAttempt>): Map<string, number> {
  const byId = new Map<string, PlacedAttempt>();
  for (const hop of hops) byId.set(hop.hopId, hop);
  const counted = new Map<string, number>();
  for (const hop of byId.values()) {
    const line: PlacedAttempt[] = [];
    let above: PlacedAttempt | null = hop;
    while (above !== null && !counted.has(above.hopId)) {
      // also ends where links run in a circle
      counted.set(above.hopId, above.attempt);
      line.push(above);
      above = countsOnFrom(above, byId);
    }
    for (const each of line.reverse()) {
      const before = countsOnFrom(each, byId);
      if (before !== null) counted.set(each.hopId, attemptAfter(counted.get(before.hopId) ?? 1, each));
    }
  }
  return counted;
}

/** Whether the attempt of a hop follows from that of its cause. */
export function isCountedOn({ attempt, via }: Pick<PlacedAttempt, 'attempt' | 'via'>): boolean {
  return attempt <= 1 || via === 'async-retry';
}

function countsOnFrom(hop: PlacedAttempt, byId: ReadonlyMap<string, PlacedAttempt>): PlacedAttempt | null {
  if (hop.parentHopId === null || !isCountedOn(hop)) return null;
  const cause = byId.get(hop.parentHopId);
  return cause?.functionName === hop.functionName ? cause : null;
}

/** A request that is delivered twice is the same attempt. */
function attemptAfter(before: number, { attempt, via }: PlacedAttempt): number {
  return Math.max(attempt, via === 'duplicate-delivery' ? before : before + 1);
}
