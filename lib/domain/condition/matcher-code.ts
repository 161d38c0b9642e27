import { cidrRange } from '../event-pattern/cidr-range.ts';
import type { EventPatternMatcher, NumericBound } from '../event-pattern/event-pattern.ts';
import { ipDigits } from '../event-pattern/ip-address.ts';
import { wildcardParts } from '../event-pattern/wildcard.ts';

/** How one language writes the judgements of a value named `value`; each answer is an expression. */
export interface MatcherLanguage {
  equals: (wanted: string | number | boolean | null) => string;
  starts: (text: string) => string;
  ends: (text: string) => string;
  /** The same in any case. */
  equalsInAnyCase: (text: string) => string;
  startsInAnyCase: (text: string) => string;
  endsInAnyCase: (text: string) => string;
  isText: string;
  like: (parts: readonly string[]) => string;
  /** `bottom` to `top` in hex digits, both included. */
  address: (bottom: string, top: string) => string;
  number: (bounds: readonly { operator: '=' | '<' | '<=' | '>' | '>='; value: number }[]) => string;
  not: (expression: string) => string;
  or: string;
  always: string;
  never: string;
}

/** The test of a value by any of the matchers; that of `exists: false` is none, absence being no value. */
export function matchersCode(matchers: readonly EventPatternMatcher[], language: MatcherLanguage): string {
  return joined(
    matchers.map((matcher) => matcherCode(matcher, language)),
    language,
  );
}

function matcherCode(matcher: EventPatternMatcher, language: MatcherLanguage): string {
  switch (matcher.kind) {
    case 'equals':
      return equalsCode(matcher.value, language);
    case 'equals-number':
      return matcher.value === null ? language.never : language.equals(matcher.value);
    case 'equals-ignore-case':
      return inAnyCaseCode(matcher.text, language);
    case 'prefix':
    case 'suffix':
      return affixCode(matcher.kind, matcher.text, matcher.ignoreCase, language);
    case 'wildcard':
      return wildcardCode(matcher.text, language);
    case 'numeric':
      return language.number(boundsOf(matcher.above, matcher.below));
    case 'exists':
      return matcher.exists ? language.always : language.never;
    case 'cidr': {
      const cidr = cidrRange(matcher.cidr);
      return cidr.ok ? language.address(cidr.range.bottom, cidr.range.top) : language.never;
    }
    case 'anything-but':
      return language.not(joined(matcher.values.map(language.equals), language));
    case 'anything-but-form': {
      const { form, values } = matcher;
      const denied = values.map((text) => {
        if (form === 'wildcard') return wildcardCode(text, language);
        if (form === 'equals-ignore-case') return inAnyCaseCode(text, language);
        return affixCode(form, text, false, language);
      });
      return language.not(joined(denied, language));
    }
  }
}

function joined(expressions: readonly string[], { or, always, never }: MatcherLanguage): string {
  const distinct = [...new Set(expressions)].filter((expression) => expression !== never);
  if (distinct.includes(always)) return always;
  return distinct.length === 0 ? never : distinct.join(or);
}

/** An address equals every spelling of itself. */
function equalsCode(wanted: string | boolean | null, language: MatcherLanguage): string {
  const digits = typeof wanted === 'string' ? ipDigits(wanted) : null;
  return digits === null ? language.equals(wanted) : language.address(digits, digits);
}

function affixCode(
  kind: 'prefix' | 'suffix',
  text: string,
  ignoreCase: boolean,
  language: MatcherLanguage,
): string {
  if (text === '') return language.isText;
  if (kind === 'prefix') return ignoreCase ? language.startsInAnyCase(text) : language.starts(text);
  return ignoreCase ? language.endsInAnyCase(text) : language.ends(text);
}

function inAnyCaseCode(text: string, language: MatcherLanguage): string {
  return text === '' ? language.equals('') : language.equalsInAnyCase(text);
}

function wildcardCode(text: string, language: MatcherLanguage): string {
  const wildcard = wildcardParts(text);
  if (!wildcard.ok) return language.never;
  const [only, ...others] = wildcard.parts;
  return others.length === 0 ? language.equals(only ?? '') : language.like(wildcard.parts);
}

function boundsOf(above: NumericBound | null, below: NumericBound | null) {
  if (above !== null && below !== null && above.value === below.value) {
    return [{ operator: '=' as const, value: above.value }];
  }
  return [
    ...(above === null
      ? []
      : [{ operator: above.inclusive ? ('>=' as const) : ('>' as const), value: above.value }]),
    ...(below === null
      ? []
      : [{ operator: below.inclusive ? ('<=' as const) : ('<' as const), value: below.value }]),
  ];
}
