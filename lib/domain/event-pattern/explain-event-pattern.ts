import { candidateOf } from './alternative-match.ts';
import { type Candidate, canChooseConsistently } from './array-consistency.ts';
import { type CompiledField, compiledPattern } from './compiled-pattern.ts';
import type { EventPattern, EventPatternField } from './event-pattern.ts';
import { isEventObject } from './event-value.ts';
import { type EventValues, eventValues } from './event-values.ts';
import { jsonTextAt, jsonTextOf } from './json-text-at.ts';
import { quoteAsJson, wantedWords } from './matcher-words.ts';
import { matchesEventPattern } from './matches-event-pattern.ts';

/** As much of a value as a sentence bears. */
const SPOKEN_CHARACTERS = 100;

export interface EventPatternFailure {
  path: string[];
  /** What the field's matchers want, in words. */
  expected: string;
  /** The event's value as JSON text; null where it is absent. */
  actual: string | null;
  /** One plain sentence. */
  reason: string;
}

/** `failures.length` is the distance from a match: 1 means that the event would match but for one field. */
export interface EventPatternExplanation {
  matched: boolean;
  failures: EventPatternFailure[];
}

/**
 * Says which fields of an event, given as to `matchesEventPattern`, keep it from matching; of an `$or`, those of the
 * closest branch. Matched means no failures, and the reverse.
 */
export function explainEventPattern(pattern: EventPattern, event: unknown): EventPatternExplanation {
  if (matchesEventPattern(pattern, event)) return { matched: true, failures: [] };
  if (!isEventObject(event)) return { matched: false, failures: [noObject(event)] };
  const { tree, alternatives } = compiledPattern(pattern);
  const values = eventValues(tree, event);
  let closest: EventPatternFailure[] | null = null;
  for (const [index, fields] of alternatives.entries()) {
    const failing = failingFields(fields, values);
    if (closest !== null && failing.size >= closest.length) continue;
    const inOrder = (pattern.alternatives[index] ?? []).flatMap((field) => failing.get(field) ?? []);
    closest = inOrder.map((field) => failureOf(field, values, event));
  }
  return { matched: false, failures: closest ?? [] };
}

function failingFields(
  fields: readonly CompiledField[],
  values: EventValues,
): Map<EventPatternField, CompiledField> {
  const failing = new Map<EventPatternField, CompiledField>();
  const chosen: Candidate[] = [];
  for (const field of fields) {
    const candidate = candidateOf(field, values);
    if (canChooseConsistently([...chosen, candidate])) chosen.push(candidate);
    else failing.set(field.field, field);
  }
  return failing;
}

function failureOf(
  { index, accepts, field }: CompiledField,
  values: EventValues,
  event: Record<string, unknown>,
): EventPatternFailure {
  const present = values[index] ?? [];
  const name = field.path.join('.');
  const expected = wantedWords(field.matchers, quoteAsJson);
  const actual = jsonTextAt(event, field.path) ?? jsonTextOf(present[0]?.value);
  const is = actual === null ? 'absent' : shortened(actual);
  const elsewhere = present.some(({ value }) => accepts(value));
  const reason = elsewhere
    ? `${name} is ${expected} only in another element of its list than the other fields of the rule`
    : `${name} is ${is}, the rule wants ${expected}`;
  return { path: [...field.path], expected, actual, reason };
}

function noObject(event: unknown): EventPatternFailure {
  const expected = 'a JSON object';
  const actual = jsonTextOf(event);
  const reason = `the event is ${actual === null ? 'absent' : shortened(actual)}, the rule wants ${expected}`;
  return { path: [], expected, actual, reason };
}

function shortened(text: string): string {
  return text.length > SPOKEN_CHARACTERS ? `${text.slice(0, SPOKEN_CHARACTERS)}…` : text;
}
