import { parseEventPattern } from '../event-pattern/parse-event-pattern.ts';
import { expressionText, typescriptString } from './code-text.ts';
import { type ConditionField, conditionFields } from './condition-field.ts';
import { eitherCaseSource } from './either-case.ts';
import { type MatcherLanguage, matchersCode } from './matcher-code.ts';
import { ADDRESS_HELPER, LIKE_HELPER, MATCHING_HELPERS } from './typescript-helpers.ts';

/**
 * The TypeScript of a function `matches(record)` that decides as the event pattern does, over a record as JSON.parse
 * returns it, with all it needs and no imports. Numbers of more digits than a double holds are compared as the double.
 * Throws where the text is no pattern: it is checked before.
 */
export function patternToTypescript(when: string): string {
  const parsed = parseEventPattern(when);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  const alternatives = conditionFields(parsed.pattern).map(alternativeCode);
  const matches = `function matches(record: unknown): boolean {
  return anyOf(record, [
${alternatives.join('\n')}
  ]);
}`;
  const parts = [matches, MATCHING_HELPERS];
  if (matches.includes('isLike(')) parts.push(LIKE_HELPER);
  if (matches.includes('isAddress(')) parts.push(ADDRESS_HELPER);
  return `${parts.join('\n\n')}\n`;
}

function alternativeCode(fields: readonly ConditionField[]): string {
  return `    [\n${fields.map((field) => `      ${fieldCode(field)},`).join('\n')}\n    ],`;
}

function fieldCode({ name, within, matchers, mayBeAbsent }: ConditionField): string {
  const test = matchersCode(matchers, LANGUAGE);
  const value = /\bvalue\b/.test(test) ? 'value' : '_value';
  const members = [
    `name: ${typescriptString(name)}`,
    `within: ${typescriptString(within)}`,
    ...(mayBeAbsent ? ['mayBeAbsent: true'] : []),
    `test: (${value}) => ${test}`,
  ];
  return `{ ${members.join(', ')} }`;
}

const inAnyCase = (start: string, text: string, end: string) =>
  `(typeof value === 'string' && /${start}${eitherCaseSource(text, expressionText)}${end}/.test(value))`;

const LANGUAGE: MatcherLanguage = {
  equals: (wanted) => `value === ${typeof wanted === 'string' ? typescriptString(wanted) : String(wanted)}`,
  starts: (text) => `(typeof value === 'string' && value.startsWith(${typescriptString(text)}))`,
  ends: (text) => `(typeof value === 'string' && value.endsWith(${typescriptString(text)}))`,
  equalsInAnyCase: (text) => inAnyCase('^', text, '$'),
  startsInAnyCase: (text) => inAnyCase('^', text, ''),
  endsInAnyCase: (text) => inAnyCase('', text, '$'),
  isText: `typeof value === 'string'`,
  like: (parts) => `isLike(value, [${parts.map(typescriptString).join(', ')}])`,
  address: (bottom, top) => `isAddress(value, '${bottom}', '${top}')`,
  number: (bounds) => {
    const [first, ...others] = bounds.map(({ operator, value }) =>
      operator === '=' ? `value === ${value}` : `value ${operator} ${value}`,
    );
    if (others.length === 0 && bounds[0]?.operator === '=') return first ?? 'false';
    return `(${["typeof value === 'number'", first, ...others].join(' && ')})`;
  },
  not: (expression) => `!(${expression})`,
  or: ' || ',
  always: 'true',
  never: 'false',
};
