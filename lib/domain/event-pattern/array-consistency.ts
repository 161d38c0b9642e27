import type { ArrayPlace, EventValue } from './event-values.ts';

/** A field of one alternative: what the event has there, and what of it satisfies the matchers. */
export interface Candidate {
  readonly present: readonly EventValue[];
  readonly matching: readonly EventValue[];
  /** Whether absence satisfies the field. */
  readonly mayBeAbsent: boolean;
}

/** Element by array, of the arrays that fields still to come lie in. */
type Elements = ReadonlyMap<number, number>;

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
    for (const elements of chosen.values()) {
      if (mayBeAbsent && !present.some(({ place }) => isConsistent(elements, place))) {
        remember(next, elements, null, kept);
      }
      for (const { place } of matching) {
        if (isConsistent(elements, place)) remember(next, elements, place, kept);
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

function isConsistent(elements: Elements, place: ArrayPlace | null): boolean {
  for (let at = place; at !== null; at = at.around) {
    const element = elements.get(at.array);
    if (element !== undefined && element !== at.element) return false;
  }
  return true;
}

function remember(
  into: Map<string, Elements>,
  elements: Elements,
  place: ArrayPlace | null,
  kept: ReadonlySet<number>,
): void {
  const merged = new Map([...elements].filter(([array]) => kept.has(array)));
  for (let at = place; at !== null; at = at.around) {
    if (kept.has(at.array)) merged.set(at.array, at.element);
  }
  const key = [...merged].sort(([a], [b]) => a - b).join(';');
  into.set(key, merged);
}
