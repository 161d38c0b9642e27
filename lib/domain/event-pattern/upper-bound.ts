import type { EventPattern, EventPatternField, EventPatternMatcher } from './event-pattern.ts';

export interface UpperBound {
  path: string[];
  below: number;
  /** Whether `below` itself still matches. */
  inclusive: boolean;
}

/**
 * The fields that every matching event keeps below a number, be it by `numeric` or by a list of numbers; with `$or`,
 * those that each alternative bounds, with the highest bound. Tells whether a rule that feeds itself comes to an end.
 */
export function upperBoundsOf(pattern: EventPattern): UpperBound[] {
  const [first, ...others] = pattern.alternatives.map(boundsOf);
  if (first === undefined) return [];
  const bounds: UpperBound[] = [];
  for (const [name, bound] of first) {
    const all = others.map((other) => other.get(name));
    const known = all.filter((other) => other !== undefined);
    if (known.length === all.length) bounds.push([bound, ...known].reduce(higher));
  }
  return bounds;
}

function boundsOf(fields: readonly EventPatternField[]): Map<string, UpperBound> {
  const bounds = new Map<string, UpperBound>();
  for (const { path, matchers } of fields) {
    const [first, ...others] = matchers.map((matcher) => boundOf(path, matcher));
    const bound = others.reduce((a, b) => (a && b ? higher(a, b) : null), first ?? null);
    if (bound) bounds.set(path.join('.'), bound);
  }
  return bounds;
}

function boundOf(path: readonly string[], matcher: EventPatternMatcher): UpperBound | null {
  if (matcher.kind === 'equals-number') {
    const below = Number(matcher.text);
    return Number.isFinite(below) ? { path: [...path], below, inclusive: true } : null;
  }
  if (matcher.kind !== 'numeric' || matcher.below === null) return null;
  return { path: [...path], below: matcher.below.value, inclusive: matcher.below.inclusive };
}

function higher(a: UpperBound, b: UpperBound): UpperBound {
  if (a.below === b.below) return a.inclusive ? a : b;
  return a.below > b.below ? a : b;
}
