import { parseEventPattern } from '../event-pattern/parse-event-pattern.ts';
import { expressionText, jsonataString } from './code-text.ts';
import { type ConditionField, conditionFields } from './condition-field.ts';
import { eitherCaseSource } from './either-case.ts';
import { ADDRESS_HELPER, LIKE_HELPER, MATCHING_HELPERS } from './jsonata-helpers.ts';
import { type MatcherLanguage, matchersCode } from './matcher-code.ts';

/**
 * The JSONata expression that is true where the event pattern matches the record, which `record` gives: a variable such
 * as `$states.input` or any expression. Without the `{% %}` around it. Throws where the text is no pattern: it is
 * checked before.
 */
export function patternToJsonata(when: string, record: string): string {
  const parsed = parseEventPattern(when);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  const alternatives = conditionFields(parsed.pattern).map(alternativeCode);
  const matches = `$type($record) != 'object' ? false : (\n  ${alternatives.join('\n  or ')}\n)`;
  const helpers = [MATCHING_HELPERS];
  if (matches.includes('$isLike(')) helpers.push(LIKE_HELPER);
  if (matches.includes('$isAddress(')) helpers.push(ADDRESS_HELPER);
  return `(\n${helpers.join('\n')}\n$record := ${record};\n${matches}\n)`;
}

function alternativeCode(fields: readonly ConditionField[]): string {
  return `$count([{}]${fields.map((field) => `\n    ~> ${fieldCode(field)}`).join('')}) > 0`;
}

function fieldCode({ name, within, matchers, mayBeAbsent }: ConditionField): string {
  const test = matchersCode(matchers, LANGUAGE);
  return `$has($record, ${jsonataString(name)}, ${characters(within)}, ${mayBeAbsent}, function($value) { ${test} })`;
}

/** JSONata counts characters, not their halves. */
function characters(text: string): number {
  return [...text].length;
}

/** Not every version stops at the first operand that decides, so that a conditional keeps other types away. */
const ofText = (test: string) => `($type($value) = 'string' ? ${test} : false)`;
const inAnyCase = (start: string, text: string, end: string) =>
  ofText(`$contains($value, /${start}${eitherCaseSource(text, expressionText)}${end}/)`);
const END = '(?![\\s\\S])';

const LANGUAGE: MatcherLanguage = {
  equals: (wanted) => `$value = ${typeof wanted === 'string' ? jsonataString(wanted) : String(wanted)}`,
  starts: (text) => ofText(`$substring($value, 0, ${characters(text)}) = ${jsonataString(text)}`),
  ends: (text) => ofText(`$substring($value, -${characters(text)}) = ${jsonataString(text)}`),
  equalsInAnyCase: (text) => inAnyCase('^', text, END),
  startsInAnyCase: (text) => inAnyCase('^', text, ''),
  endsInAnyCase: (text) => inAnyCase('', text, END),
  isText: `$type($value) = 'string'`,
  like: (parts) => {
    const [first = '', ...others] = parts.map(jsonataString);
    return `$isLike($value, ${first}, [${others.slice(0, -1).join(', ')}], ${others.at(-1) ?? "''"})`;
  },
  address: (bottom, top) => `$isAddress($value, '${bottom}', '${top}')`,
  number: (bounds) => {
    const tests = bounds.map(({ operator, value }) => `$value ${operator} ${value}`);
    return `($type($value) = 'number' ? ${tests.join(' and ')} : false)`;
  },
  not: (expression) => `$not(${expression})`,
  or: ' or ',
  always: 'true',
  never: 'false',
};
