import { cidrRange } from './cidr-range.ts';
import type { DeniedForm, EventPatternMatcher, NumericBound } from './event-pattern.ts';
import type { EventScalar } from './event-value.ts';
import { ExactNumber } from './exact-number.ts';
import { ignoreCaseTest } from './ignore-case.ts';
import { ipDigits } from './ip-address.ts';
import { matchesWildcard, wildcardParts } from './wildcard.ts';

/** Judges one value that an event has. */
export type ValueTest = (value: EventScalar) => boolean;

/** The test of a matcher; that of `exists: false` fails for every value, absence being no value. */
export function matcherTest(matcher: EventPatternMatcher): ValueTest {
  switch (matcher.kind) {
    case 'equals':
      return equalsTest(matcher.value);
    case 'equals-number':
      return numberTest(matcher.text, matcher.value);
    case 'equals-ignore-case':
      return ofString(ignoreCaseTest(matcher.text, 'whole'));
    case 'prefix':
    case 'suffix':
      return ofString(affixTest(matcher.kind, matcher.text, matcher.ignoreCase));
    case 'wildcard':
      return ofString(wildcardTest(matcher.text));
    case 'numeric':
      return (value) =>
        typeof value === 'number' && isAbove(value, matcher.above) && isBelow(value, matcher.below);
    case 'exists':
      return () => matcher.exists;
    case 'cidr':
      return ofString(cidrTest(matcher.cidr));
    case 'anything-but': {
      const denied = new Set<EventScalar>(matcher.values);
      return (value) => !denied.has(value);
    }
    case 'anything-but-form': {
      const denied = matcher.values.map((text) => ofString(formTest(matcher.form, text)));
      return (value) => !denied.some((test) => test(value));
    }
  }
}

function ofString(test: (value: string) => boolean): ValueTest {
  return (value) => typeof value === 'string' && test(value);
}

/** An address equals every spelling of itself. */
function equalsTest(wanted: string | boolean | null): ValueTest {
  const digits = typeof wanted === 'string' ? ipDigits(wanted) : null;
  if (digits === null) return (value) => value === wanted;
  return (value) => value === wanted || (typeof value === 'string' && ipDigits(value) === digits);
}

function numberTest(text: string, wanted: number | null): ValueTest {
  if (wanted !== null) return (value) => value === wanted;
  return (value) => value instanceof ExactNumber && value.text === text;
}

function affixTest(kind: 'prefix' | 'suffix', text: string, ignoreCase: boolean): (value: string) => boolean {
  if (ignoreCase) return ignoreCaseTest(text, kind === 'prefix' ? 'start' : 'end');
  return kind === 'prefix' ? (value) => value.startsWith(text) : (value) => value.endsWith(text);
}

function wildcardTest(text: string): (value: string) => boolean {
  const wildcard = wildcardParts(text);
  return wildcard.ok ? (value) => matchesWildcard(wildcard.parts, value) : () => false;
}

function cidrTest(text: string): (value: string) => boolean {
  const cidr = cidrRange(text);
  if (!cidr.ok) return () => false;
  const { bottom, top } = cidr.range;
  return (value) => {
    const digits = ipDigits(value);
    return digits !== null && digits.length === bottom.length && bottom <= digits && digits <= top;
  };
}

function formTest(form: DeniedForm, text: string): (value: string) => boolean {
  if (form === 'wildcard') return wildcardTest(text);
  if (form === 'equals-ignore-case') return ignoreCaseTest(text, 'whole');
  return affixTest(form, text, false);
}

function isAbove(value: number, bound: NumericBound | null): boolean {
  return bound === null || value > bound.value || (bound.inclusive && value === bound.value);
}

function isBelow(value: number, bound: NumericBound | null): boolean {
  return bound === null || value < bound.value || (bound.inclusive && value === bound.value);
}
