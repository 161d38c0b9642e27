import type { EventPattern, EventPatternField, EventPatternMatcher } from '../event-pattern/event-pattern.ts';

/** One required field in the form that all generated code judges it by. */
export interface ConditionField {
  /** The dotted name with a dot in front: `.responsePayload.status`. */
  name: string;
  /** The longest beginning that another field of the alternative has too: within a list there, both need one element. */
  within: string;
  matchers: readonly EventPatternMatcher[];
  mayBeAbsent: boolean;
}

/** The alternatives of a pattern, the fields of each in the order of their names, which counts (see array-consistency). */
export function conditionFields(pattern: EventPattern): ConditionField[][] {
  return pattern.alternatives.map((fields) => {
    const named = fields
      .map((field) => ({ field, steps: field.path.join('.').split('.'), name: field.path.join('.') }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    return named.map(({ field, steps, name }) => ({
      name: `.${name}`,
      within: longest(
        named.filter((other) => other.field !== field).map((other) => shared(steps, other.steps)),
      ),
      matchers: field.matchers,
      mayBeAbsent: acceptsAbsence(field),
    }));
  });
}

export function acceptsAbsence(field: EventPatternField): boolean {
  return field.matchers.some((matcher) => matcher.kind === 'exists' && !matcher.exists);
}

function shared(a: readonly string[], b: readonly string[]): string[] {
  const differs = a.findIndex((step, index) => step !== b[index]);
  return differs < 0 ? [...a] : a.slice(0, differs);
}

function longest(prefixes: readonly string[][]): string {
  const steps = prefixes.reduce<string[]>((best, steps) => (steps.length > best.length ? steps : best), []);
  return steps.map((step) => `.${step}`).join('');
}
