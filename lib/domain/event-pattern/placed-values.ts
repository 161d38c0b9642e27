import type { ArrayPlace, EventValue } from './event-values.ts';

/** Element by array. */
export type Elements = ReadonlyMap<number, number>;

/** Values by the element of their outermost array, so that long lists are not searched over and over. */
export class PlacedValues {
  readonly #outside: EventValue[] = [];
  readonly #byArray = new Map<number, Map<number, EventValue[]>>();

  constructor(values: readonly EventValue[]) {
    for (const value of values) {
      const outermost = outermostOf(value.place);
      if (outermost === null) this.#outside.push(value);
      else this.#groupOf(outermost).push(value);
    }
  }

  /** The values that lie in no other element of an array than those named. */
  *consistentWith(elements: Elements): Generator<EventValue> {
    yield* this.#outside;
    for (const [array, byElement] of this.#byArray) {
      const element = elements.get(array);
      const groups = element === undefined ? byElement.values() : [byElement.get(element) ?? []];
      for (const group of groups) {
        for (const value of group) if (isConsistent(elements, value.place)) yield value;
      }
    }
  }

  #groupOf({ array, element }: ArrayPlace): EventValue[] {
    const byElement = this.#byArray.get(array) ?? new Map<number, EventValue[]>();
    this.#byArray.set(array, byElement);
    const group = byElement.get(element) ?? [];
    byElement.set(element, group);
    return group;
  }
}

function outermostOf(place: ArrayPlace | null): ArrayPlace | null {
  let outermost = place;
  while (outermost !== null && outermost.around !== null) outermost = outermost.around;
  return outermost;
}

function isConsistent(elements: Elements, place: ArrayPlace | null): boolean {
  for (let at = place; at !== null; at = at.around) {
    const element = elements.get(at.array);
    if (element !== undefined && element !== at.element) return false;
  }
  return true;
}
