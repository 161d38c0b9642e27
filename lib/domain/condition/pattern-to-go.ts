import { parseEventPattern } from '../event-pattern/parse-event-pattern.ts';
import { goString } from './code-text.ts';
import { type ConditionField, conditionFields } from './condition-field.ts';
import { eitherCaseSource } from './either-case.ts';
import {
  ADDRESS_HELPER,
  EXPRESSION_HELPER,
  LIKE_HELPER,
  MATCHING_HELPERS,
  TEXT_HELPERS,
} from './go-helpers.ts';
import { type MatcherLanguage, matchersCode } from './matcher-code.ts';

export interface GoMatches {
  code: string;
  /** The packages that the code needs, each once. */
  imports: string[];
}

/**
 * The Go of a function `matches(record map[string]any) bool` that decides as the event pattern does, over a record as
 * `encoding/json` reads it. Throws where the text is no pattern: it is checked before.
 */
export function patternToGo(when: string): GoMatches {
  const parsed = parseEventPattern(when);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  const alternatives = conditionFields(parsed.pattern).map(alternativeCode);
  const matches = `func matches(record map[string]any) bool {
	return anyOf(record, [][]field{
${alternatives.join('\n')}
	})
}`;
  const used = [
    { calls: ['isText(', 'hasPrefix(', 'hasSuffix(', 'isNumber('], ...TEXT_HELPERS },
    { calls: ['isLike('], ...LIKE_HELPER },
    { calls: ['isAddress('], ...ADDRESS_HELPER },
    { calls: ['fits('], ...EXPRESSION_HELPER },
  ].filter(({ calls }) => calls.some((call) => matches.includes(call)));
  const parts = [matches, MATCHING_HELPERS.code, ...used.map(({ code }) => code)];
  const imports = [...MATCHING_HELPERS.imports, ...used.flatMap((helper) => helper.imports)];
  return { code: `${parts.join('\n\n')}\n`, imports: [...new Set(imports)] };
}

function alternativeCode(fields: readonly ConditionField[]): string {
  return `\t\t{\n${fields.map((field) => `\t\t\t${fieldCode(field)},`).join('\n')}\n\t\t},`;
}

function fieldCode({ name, within, matchers, mayBeAbsent }: ConditionField): string {
  const test = `func(value any) bool {\n\t\t\t\treturn ${matchersCode(matchers, LANGUAGE)}\n\t\t\t}`;
  const members = [
    `name: ${goString(name)}`,
    `within: ${goString(within)}`,
    ...(mayBeAbsent ? ['mayBeAbsent: true'] : []),
    `test: ${test}`,
  ];
  return `{${members.join(', ')}}`;
}

/** All but letters and digits by their codes; half a character, which Go has none of, as the one that stands for it. */
function expressionText(text: string): string {
  return [...text]
    .map((character) => {
      if (/^[0-9A-Za-z]$/.test(character)) return character;
      const code = character.codePointAt(0) ?? 0;
      return `\\x{${(code >= 0xd800 && code <= 0xdfff ? 0xfffd : code).toString(16)}}`;
    })
    .join('');
}

const inAnyCase = (start: string, text: string, end: string) =>
  `fits(value, ${goString(`${start}${eitherCaseSource(text, expressionText)}${end}`)})`;

const LANGUAGE: MatcherLanguage = {
  equals: (wanted) => {
    if (typeof wanted === 'string') return `value == ${goString(wanted)}`;
    if (typeof wanted === 'number') return `value == float64(${wanted})`;
    return `value == ${wanted === null ? 'nil' : wanted}`;
  },
  starts: (text) => `hasPrefix(value, ${goString(text)})`,
  ends: (text) => `hasSuffix(value, ${goString(text)})`,
  equalsInAnyCase: (text) => inAnyCase('^', text, '\\z'),
  startsInAnyCase: (text) => inAnyCase('^', text, ''),
  endsInAnyCase: (text) => inAnyCase('', text, '\\z'),
  isText: 'isText(value)',
  like: (parts) => `isLike(value, []string{${parts.map(goString).join(', ')}})`,
  address: (bottom, top) => `isAddress(value, "${bottom}", "${top}")`,
  number: (bounds) => {
    const tests = bounds.map(({ operator, value }) => `n ${operator === '=' ? '==' : operator} ${value}`);
    return `isNumber(value, func(n float64) bool { return ${tests.join(' && ')} })`;
  },
  not: (expression) => `!(${expression})`,
  or: ' || ',
  always: 'true',
  never: 'false',
};
