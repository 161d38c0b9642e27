import { type EventScalar, isEventScalar } from './event-value.ts';
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

interface Visit {
  value: unknown;
  tree: PathTree;
  place: ArrayPlace | null;
}

/**
 * The event's values at each name of the tree, by the name's index. A list's plain members are all values of the
 * list's name; only objects and lists within lists have a place. Iterative, so that depth does not matter.
 */
export function eventValues(tree: PathTree, names: number, event: unknown): EventValue[][] {
  const found = Array.from({ length: names }, (): EventValue[] => []);
  const visits: Visit[] = [];
  let arrays = 0;
  if (isObject(event)) enter(visits, { value: event, tree, place: null });
  for (let visit = visits.pop(); visit !== undefined; visit = visits.pop()) {
    const { value, place } = visit;
    if (Array.isArray(value)) {
      const array = arrays;
      arrays += 1;
      for (let element = 0; element < value.length; element += 1) {
        const member: unknown = value[element];
        if (isEventScalar(member)) found[visit.tree.index]?.push({ value: member, place });
        else visits.push({ value: member, tree: visit.tree, place: { array, element, around: place } });
      }
    } else if (isEventScalar(value)) found[visit.tree.index]?.push({ value, place });
    else enter(visits, visit);
  }
  return found;
}

function enter(visits: Visit[], { value, tree, place }: Visit): void {
  if (!isObject(value) || tree.steps.size === 0) return;
  for (const key of Object.keys(value)) {
    const next = follow(tree, key);
    if (next !== undefined) visits.push({ value: value[key], tree: next, place });
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
