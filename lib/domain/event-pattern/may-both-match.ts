import type { EventPattern, EventPatternField, EventPatternMatcher, NumericBound } from './event-pattern.ts';
import type { EventScalar } from './event-value.ts';
import { ExactNumber } from './exact-number.ts';
import { ipDigits } from './ip-address.ts';
import { matcherTest } from './matcher-test.ts';

/** Pairs of alternatives that are worth comparing; patterns that people write stay far below. */
const MAXIMUM_PAIRS = 10_000;

/**
 * Whether both patterns may match one event that has one value, or none, in each of its fields. False is certain; where
 * matchers leave it open, true. A list may hold a value for either pattern: of events with lists this says nothing.
 */
export function mayBothMatch(a: EventPattern, b: EventPattern): boolean {
  if (a.alternatives.length * b.alternatives.length > MAXIMUM_PAIRS) return true;
  return a.alternatives.some((fields) => b.alternatives.some((others) => !someExclude(fields, others)));
}

function someExclude(fields: readonly EventPatternField[], others: readonly EventPatternField[]): boolean {
  return fields.some((field) =>
    others.some((other) => sameName(field, other) && fieldsExclude(field, other)),
  );
}

function sameName(a: EventPatternField, b: EventPatternField): boolean {
  return a.path.join('.') === b.path.join('.');
}

function fieldsExclude(a: EventPatternField, b: EventPatternField): boolean {
  return a.matchers.every((one) => b.matchers.every((other) => matchersExclude(one, other)));
}

/** Whether certainly no value, nor absence, satisfies both. */
function matchersExclude(a: EventPatternMatcher, b: EventPatternMatcher): boolean {
  if (wantsAbsence(a) || wantsAbsence(b)) return wantsAbsence(a) !== wantsAbsence(b);
  if (a.kind === 'numeric' && b.kind === 'numeric') {
    return endsBefore(a.below, b.above) || endsBefore(b.below, a.above);
  }
  return refusesOnlyValue(a, b) || refusesOnlyValue(b, a);
}

function wantsAbsence(matcher: EventPatternMatcher): boolean {
  return matcher.kind === 'exists' && !matcher.exists;
}

function endsBefore(end: NumericBound | null, start: NumericBound | null): boolean {
  if (end === null || start === null) return false;
  return end.value < start.value || (end.value === start.value && !(end.inclusive && start.inclusive));
}

/** Whether the matcher is satisfied by one value alone, and the other one not by that. */
function refusesOnlyValue(matcher: EventPatternMatcher, other: EventPatternMatcher): boolean {
  const only = onlyValue(matcher);
  return only !== undefined && !matcherTest(other)(only);
}

function onlyValue(matcher: EventPatternMatcher): EventScalar | undefined {
  if (matcher.kind === 'equals-number') return matcher.value ?? new ExactNumber(matcher.text);
  if (matcher.kind !== 'equals') return undefined;
  // an address is satisfied by every spelling of it
  return typeof matcher.value === 'string' && ipDigits(matcher.value) !== null ? undefined : matcher.value;
}
