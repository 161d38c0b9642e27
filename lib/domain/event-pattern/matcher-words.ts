import type { EventPatternMatcher, NumericBound } from './event-pattern.ts';

/** How a text stands in a sentence: `“a”` for people, JSON where it is set beside an event's value. */
export type Quote = (text: string) => string;

export const quoteForReading: Quote = (text) => `“${text}”`;
export const quoteAsJson: Quote = (text) => JSON.stringify(text);

/** What a field must be to satisfy one of its matchers, as the end of a sentence: `is one of “a”, “b”`. */
export function predicateWords(matchers: readonly EventPatternMatcher[], quote: Quote): string {
  return phrases(matchers, quote).join(' or ');
}

/** The same as what is wanted: `one of "a", "b"`. */
export function wantedWords(matchers: readonly EventPatternMatcher[], quote: Quote): string {
  return phrases(matchers, quote).map(wanted).join(' or ');
}

function wanted(phrase: string): string {
  if (phrase === 'is present') return 'any value';
  if (phrase === 'is absent') return 'no value';
  return phrase.startsWith('is ') ? phrase.slice('is '.length) : `a text that ${phrase}`;
}

/** Plain values make one phrase, every other matcher its own. */
function phrases(matchers: readonly EventPatternMatcher[], quote: Quote): string[] {
  const values: string[] = [];
  const others: string[] = [];
  for (const matcher of matchers) {
    if (matcher.kind === 'equals') values.push(valueWords(matcher.value, quote));
    else if (matcher.kind === 'equals-number') values.push(matcher.text);
    else others.push(phrase(matcher, quote));
  }
  if (values.length === 0) return others;
  return [`is ${values.length === 1 ? '' : 'one of '}${values.join(', ')}`, ...others];
}

type OtherMatcher = Exclude<EventPatternMatcher, { kind: 'equals' | 'equals-number' }>;

function phrase(matcher: OtherMatcher, quote: Quote): string {
  switch (matcher.kind) {
    case 'equals-ignore-case':
      return `is ${quote(matcher.text)} in any case`;
    case 'prefix':
      return `starts with ${quote(matcher.text)}${matcher.ignoreCase ? ' in any case' : ''}`;
    case 'suffix':
      return `ends with ${quote(matcher.text)}${matcher.ignoreCase ? ' in any case' : ''}`;
    case 'wildcard':
      return `is a text like ${quote(matcher.text)}`;
    case 'numeric':
      return `is ${rangeWords(matcher.above, matcher.below)}`;
    case 'exists':
      return matcher.exists ? 'is present' : 'is absent';
    case 'cidr':
      return `is an IP address in ${matcher.cidr}`;
    case 'anything-but':
      return `is anything but ${choice(matcher.values.map((value) => valueWords(value, quote)))}`;
    case 'anything-but-form': {
      const texts = choice(matcher.values.map(quote));
      if (matcher.form === 'prefix') return `is anything that does not start with ${texts}`;
      if (matcher.form === 'suffix') return `is anything that does not end with ${texts}`;
      if (matcher.form === 'wildcard') return `is anything not like ${texts}`;
      return `is anything but ${texts} in any case`;
    }
  }
}

function rangeWords(above: NumericBound | null, below: NumericBound | null): string {
  if (above !== null && below !== null && above.value === below.value) return `the number ${above.value}`;
  const words: string[] = [];
  if (above !== null) words.push(`${above.inclusive ? 'at least' : 'greater than'} ${above.value}`);
  if (below !== null) words.push(`${below.inclusive ? 'at most' : 'less than'} ${below.value}`);
  return words.join(' and ');
}

function choice(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}

function valueWords(value: string | number | boolean | null, quote: Quote): string {
  return typeof value === 'string' ? quote(value) : String(value);
}
