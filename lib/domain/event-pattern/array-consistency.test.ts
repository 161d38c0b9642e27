import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Candidate, canChooseConsistently } from './array-consistency.ts';
import type { ArrayPlace, EventValue } from './event-values.ts';

const element = fc.nat(2);
/** Array 0 and 1 side by side; within each element of array 0 an array of its own. */
const place: fc.Arbitrary<ArrayPlace | null> = fc.oneof(
  fc.constant(null),
  element.map((at) => ({ array: 0, element: at, around: null })),
  element.map((at) => ({ array: 1, element: at, around: null })),
  fc.tuple(element, element).map(([outer, inner]) => ({
    array: 2 + outer,
    element: inner,
    around: { array: 0, element: outer, around: null },
  })),
);
const values: fc.Arbitrary<EventValue[]> = fc.array(
  place.map((at) => ({ value: 1, place: at })),
  { maxLength: 5 },
);
const candidate: fc.Arbitrary<Candidate> = fc
  .tuple(values, fc.nat(31), fc.boolean())
  .map(([present, mask, mayBeAbsent]) => ({
    present,
    matching: present.filter((_, index) => (mask >> index) & 1),
    mayBeAbsent,
  }));

/** Tries every choice, one field after the other. */
function search(candidates: readonly Candidate[], chosen: ReadonlyMap<number, number>): boolean {
  const [next, ...rest] = candidates;
  if (next === undefined) return true;
  const absent = next.present.every((value) => merged(chosen, value.place) === null);
  if (next.mayBeAbsent && absent && search(rest, chosen)) return true;
  return next.matching.some((value) => {
    const more = merged(chosen, value.place);
    return more !== null && search(rest, more);
  });
}

function merged(chosen: ReadonlyMap<number, number>, at: ArrayPlace | null): Map<number, number> | null {
  const more = new Map(chosen);
  for (let one = at; one !== null; one = one.around) {
    if ((more.get(one.array) ?? one.element) !== one.element) return null;
    more.set(one.array, one.element);
  }
  return more;
}

it('finds a consistent choice where there is one', () => {
  fc.assert(
    fc.property(fc.array(candidate, { maxLength: 5 }), (candidates) => {
      expect(canChooseConsistently(candidates)).toBe(search(candidates, new Map()));
    }),
    { numRuns: 1000 },
  );
});
