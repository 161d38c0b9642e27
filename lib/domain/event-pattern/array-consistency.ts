import type { ArrayPlace, EventValue } from './event-values.ts';
import { type Elements, PlacedValues } from './placed-values.ts';

/** A field of one alternative: what the event has there, and what of it satisfies the matchers. */
export interface Candidate {
  readonly present: readonly EventValue[];
  readonly matching: readonly EventValue[];
  /** Whether absence satisfies the field. */
  readonly mayBeAbsent: boolean;
}

/**
 * Whether one choice of values satisfies all fields without taking two elements of one array. The fields come in the
 * order of their names, which counts as in AWS's matcher: absence is judged within the elements chosen so far.
 */
export function canChooseConsistently(candidates: readonly Candidate[]): boolean {
  let chosen = new Map<string, Elements>([['', new Map()]]);
  const later = arraysOfLaterFields(candidates);
  for (const [index, { present, matching, mayBeAbsent }] of candidates.entries()) {
    const kept = later[index] ?? new Set();
    const next = new Map<string, Elements>();
    const presentByPlace = new PlacedValues(mayBeAbsent ? present : []);
    const matchingByPlace = new PlacedValues(matching);
    for (const elements of chosen.values()) {
      if (mayBeAbsent && presentByPlace.consistentWith(elements).next().done) {
        remember(next, elements, null, kept);
      }
      for (const { place } of matchingByPlace.consistentWith(elements)) {
        remember(next, elements, place, kept);
        if (kept.size === 0) break;
      }
    }
    if (next.size === 0) return false;
    chosen = next;
  }
  return true;
}

function arraysOfLaterFields(candidates: readonly Candidate[]): Set<number>[] {
  const sets: Set<number>[] = [];
  let later = new Set<number>();
  for (const { present } of [...candidates].reverse()) {
    sets.unshift(later);
    later = new Set(later);
    for (const { place } of present) {
      for (let at = place; at !== null; at = at.around) later.add(at.array);
    }
  }
  return sets;
}

/** Keeps of the elements those of arrays that fields still to come lie in. */
function remember(
  into: Map<string, Elements>,
  elements: Elements,
  place: ArrayPlace | null,
  kept: ReadonlySet<number>,
): void {
  const merged = new Map<number, number>();
  for (const [array, element] of elements) if (kept.has(array)) merged.set(array, element);
  for (let at = place; at !== null; at = at.around) {
    if (kept.has(at.array)) merged.set(at.array, at.element);
  }
  into.set(keyOf(merged), merged);
}

function keyOf(elements: Elements): string {
  if (elements.size < 2) return elements.entries().next().value?.join() ?? '';
  return [...elements].sort(([a], [b]) => a - b).join(';');
}
