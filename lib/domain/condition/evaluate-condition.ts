import type { EventPattern, EventPatternField } from '../event-pattern/event-pattern.ts';
import { explainEventPattern } from '../event-pattern/explain-event-pattern.ts';
import { jsonTextAt } from '../event-pattern/json-text-at.ts';
import { quoteForReading, wantedWords } from '../event-pattern/matcher-words.ts';
import { matchesEventPattern } from '../event-pattern/matches-event-pattern.ts';
import { mayMatchEventPattern } from '../event-pattern/may-match-event-pattern.ts';
import { acceptsAbsence } from './condition-field.ts';
import type { ResultRecord } from './result-record.ts';

export interface DecidingField {
  /** `responsePayload.status` */
  path: string;
  /** What is wanted, in words. */
  expected: string;
  /** The record's value as JSON text; null where it is absent or not known. */
  actual: string | null;
  /** Null: not known. */
  holds: boolean | null;
}

export interface Evaluation {
  verdict: 'matches' | 'differs' | 'undecidable';
  /** Of the alternative that decided: the matching one, else the closest. */
  fields: DecidingField[];
}

/**
 * Whether a condition's pattern matches a record of which a part may not be known. `matches` only where it does whatever
 * the unknown values are, `differs` only where it never does; else `undecidable`.
 */
export function evaluateCondition(pattern: EventPattern, known: ResultRecord): Evaluation {
  const { record } = known;
  for (const alternative of singleAlternatives(pattern)) {
    const rest = alternative.fields.filter((field) => !isUnknown(field, known) || takesAnything(field));
    if (rest.length === alternative.fields.length && matchesKnown(alternative, known)) {
      return { verdict: 'matches', fields: rest.map((field) => fieldOf(field, known, true)) };
    }
  }
  const unknownFields = pattern.alternatives
    .flat()
    .filter((field) => isUnknown(field, known))
    .map(({ path }) => path);
  if (mayMatchEventPattern(pattern, record, unknownFields)) {
    return { verdict: 'undecidable', fields: openFields(pattern, known) };
  }
  return { verdict: 'differs', fields: differingFields(pattern, known) };
}

interface Alternative {
  fields: readonly EventPatternField[];
  /** Without the fields that any value and absence satisfy. */
  deciding: EventPattern;
}

const ALTERNATIVES = new WeakMap<EventPattern, Alternative[]>();

/** Each alternative as a pattern of its own; made once for each pattern. */
function singleAlternatives(pattern: EventPattern): Alternative[] {
  const made = ALTERNATIVES.get(pattern);
  if (made !== undefined) return made;
  const alternatives = pattern.alternatives.map((fields) => {
    const deciding = fields.filter((field) => !takesAnything(field));
    return { fields, deciding: { nodes: deciding, alternatives: [deciding] } };
  });
  ALTERNATIVES.set(pattern, alternatives);
  return alternatives;
}

function matchesKnown({ deciding }: Alternative, { record }: ResultRecord): boolean {
  return matchesEventPattern(deciding, record);
}

function takesAnything(field: EventPatternField): boolean {
  return (
    acceptsAbsence(field) && field.matchers.some((matcher) => matcher.kind === 'exists' && matcher.exists)
  );
}

function isUnknown(field: EventPatternField, { record, unknownPaths }: ResultRecord): boolean {
  const name = `${field.path.join('.')}.`;
  if (!unknownPaths.some((path) => name.startsWith(`${path.join('.')}.`) || path.length === 0)) return false;
  return jsonTextAt(record, field.path.join('.').split('.')) === null;
}

function fieldOf(field: EventPatternField, { record }: ResultRecord, holds: boolean | null): DecidingField {
  return {
    path: field.path.join('.'),
    expected: wantedWords(field.matchers, quoteForReading),
    actual: jsonTextAt(record, field.path),
    holds,
  };
}

/** Of the first alternative that the known fields leave open. */
function openFields(pattern: EventPattern, known: ResultRecord): DecidingField[] {
  for (const { fields } of singleAlternatives(pattern)) {
    const told = fields.filter((field) => !isUnknown(field, known));
    if (
      told.length < fields.length &&
      matchesEventPattern({ nodes: told, alternatives: [told] }, known.record)
    ) {
      return fields.map((field) => fieldOf(field, known, told.includes(field) ? true : null));
    }
  }
  return pattern.alternatives
    .flat()
    .filter((field) => isUnknown(field, known))
    .map((field) => fieldOf(field, known, null));
}

function differingFields(pattern: EventPattern, known: ResultRecord): DecidingField[] {
  const decided = pattern.alternatives.map((fields) => fields.filter((field) => !isUnknown(field, known)));
  const { failures } = explainEventPattern({ nodes: [], alternatives: decided }, known.record);
  return failures.map(({ path, expected, actual }) => ({
    path: path.join('.'),
    expected,
    actual,
    holds: false,
  }));
}
