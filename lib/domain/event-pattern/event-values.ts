import { type EventScalar, isEventObject, isEventScalar } from './event-value.ts';
import { follow, type PathTree } from './path-tree.ts';

/** In which elements of the event's arrays a value lies; null outside of all. */
export interface ArrayPlace {
  /** Numbers the event's arrays. */
  readonly array: number;
  readonly element: number;
  readonly around: ArrayPlace | null;
}

export interface EventValue {
  readonly value: EventScalar;
  readonly place: ArrayPlace | null;
}

/** By the index of the name; undefined where the event has none. */
export type EventValues = readonly (readonly EventValue[] | undefined)[];

/** EventBridge takes no JSON that is deeper. */
const MAXIMUM_DEPTH = 1000;

/**
 * The event's values at each name of the tree, by the name's index. A list's plain members are all values of the
 * list's name; only objects and lists within lists have a place.
 */
export function eventValues(tree: PathTree, event: Record<string, unknown>): EventValues {
  const collector = new Collector();
  collector.enterObject(event, tree, null, 0);
  return collector.found;
}

class Collector {
  readonly found: (EventValue[] | undefined)[] = [];
  #arrays = 0;

  enterObject(
    object: Record<string, unknown>,
    tree: PathTree,
    place: ArrayPlace | null,
    depth: number,
  ): void {
    if (tree.steps.size === 0 || depth > MAXIMUM_DEPTH) return;
    for (const key in object) {
      const next = follow(tree, key);
      if (next !== undefined && Object.hasOwn(object, key)) this.#take(object[key], next, place, depth + 1);
    }
  }

  #take(value: unknown, tree: PathTree, place: ArrayPlace | null, depth: number): void {
    if (isEventScalar(value)) this.#add(tree.index, value, place);
    else if (Array.isArray(value)) this.#enterArray(value, tree, place, depth);
    else if (isEventObject(value)) this.enterObject(value, tree, place, depth);
  }

  #enterArray(members: readonly unknown[], tree: PathTree, place: ArrayPlace | null, depth: number): void {
    if (depth > MAXIMUM_DEPTH) return;
    const array = this.#arrays;
    this.#arrays += 1;
    for (let element = 0; element < members.length; element += 1) {
      const member = members[element];
      if (isEventScalar(member)) this.#add(tree.index, member, place);
      else this.#take(member, tree, { array, element, around: place }, depth + 1);
    }
  }

  #add(index: number, value: EventScalar, place: ArrayPlace | null): void {
    if (index < 0) return;
    const values = this.found[index];
    if (values === undefined) this.found[index] = [{ value, place }];
    else values.push({ value, place });
  }
}
