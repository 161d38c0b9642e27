import { isDeepStrictEqual } from 'node:util';
import type { Fields } from './plan-body.ts';
import type { PlanOperation } from './plan-operation.ts';

/**
 * Whether two readings of AWS's state are equal, whatever the order of their keys. What AWS gives in no defined order
 * is read into objects by ID or sorted (`lib/services/plan/operations`), and texts that are JSON are compared as such.
 */
export function sameState(a: Fields, b: Fields): boolean {
  return isDeepStrictEqual(comparable(a), comparable(b));
}

/** Whether `state` is what the call asks for. */
export function holds(kind: PlanOperation, input: Fields, state: Fields): boolean {
  return sameState(state, kind.wanted(input, state));
}

/**
 * Whether nobody but this plan changed the state since `former`: each field is as it was or as the call makes it. A
 * call that AWS took in part, or whose reply was lost, leaves such a state.
 */
export function isOurs(kind: PlanOperation, input: Fields, state: Fields, former: Fields): boolean {
  const wanted = kind.wanted(input, former);
  return Object.keys({ ...state, ...former }).every((name) =>
    [former, wanted].some((known) =>
      isDeepStrictEqual(comparable(state[name] ?? null), comparable(known[name] ?? null)),
    ),
  );
}

/** Patterns and policies are JSON texts that AWS may give back written differently. */
function comparable(value: unknown): unknown {
  if (typeof value === 'string' && /^\s*\{/.test(value)) {
    try {
      return JSON.parse(value);
    } catch {
      return value;
    }
  }
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, comparable(inner)]));
}
