import { matchesAlternative } from './alternative-match.ts';
import { compiledPattern } from './compiled-pattern.ts';
import type { EventPattern, EventPatternField } from './event-pattern.ts';
import { isEventObject } from './event-value.ts';
import { eventValues } from './event-values.ts';
import { matchesEventPattern } from './matches-event-pattern.ts';

/**
 * Whether the event could match where the values at and below `unknownPaths` may be anything or absent. An empty path
 * means that nothing of the event is known. True wherever `matchesEventPattern` is.
 */
export function mayMatchEventPattern(
  pattern: EventPattern,
  event: unknown,
  unknownPaths: readonly (readonly string[])[],
): boolean {
  if (unknownPaths.some((path) => path.length === 0)) return true;
  if (matchesEventPattern(pattern, event)) return true;
  if (!isEventObject(event)) return false;
  const unknown = unknownPaths.map((path) => `${path.join('.')}.`);
  const { tree, alternatives } = compiledPattern(pattern);
  const values = eventValues(tree, event);
  return alternatives.some((fields) =>
    matchesAlternative(
      fields.filter(({ field }) => !isBelow(field, unknown)),
      values,
    ),
  );
}

function isBelow(field: EventPatternField, prefixes: readonly string[]): boolean {
  const name = `${field.path.join('.')}.`;
  return prefixes.some((prefix) => name.startsWith(prefix));
}
