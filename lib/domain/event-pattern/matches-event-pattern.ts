import { canChooseConsistently } from './array-consistency.ts';
import { type CompiledField, compiledPattern } from './compiled-pattern.ts';
import type { EventPattern } from './event-pattern.ts';
import { type EventValue, eventValues } from './event-values.ts';

/**
 * Whether a rule with this pattern catches the event, given as `readEvent` or JSON.parse returns it; with JSON.parse,
 * numbers of more digits than a double holds are compared as the double. Anything but an object never matches.
 * Where a list of objects is on the way, all fields must match within the same element, as AWS's matcher has it.
 */
export function matchesEventPattern(pattern: EventPattern, event: unknown): boolean {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) return false;
  const { tree, names, alternatives } = compiledPattern(pattern);
  const values = eventValues(tree, names, event);
  return alternatives.some((fields) => matchesAlternative(fields, values));
}

function matchesAlternative(fields: readonly CompiledField[], values: readonly EventValue[][]): boolean {
  let inArrays = false;
  for (const { index, accepts, mayBeAbsent } of fields) {
    const present = values[index] ?? [];
    let accepted = mayBeAbsent && present.length === 0;
    for (const { value, place } of present) {
      if (place !== null) inArrays = true;
      accepted ||= accepts(value);
    }
    // Within arrays a field may be absent from the element at hand and present in others.
    if (!accepted && !(inArrays && mayBeAbsent)) return false;
  }
  return !inArrays || canChooseConsistently(fields.map((field) => candidateOf(field, values)));
}

function candidateOf({ index, accepts, mayBeAbsent }: CompiledField, values: readonly EventValue[][]) {
  const present = values[index] ?? [];
  return { present, matching: present.filter(({ value }) => accepts(value)), mayBeAbsent };
}
