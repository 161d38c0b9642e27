import { isRecord } from '../is-record.ts';

const LONGEST = 160;
/** Deeper rules are not spelt out. */
const DEEPEST = 4;

/** Of the comparisons: https://states-language.net/#choice-state */
const COMPARISONS: readonly (readonly [RegExp, string])[] = [
  [/^(?:String|Numeric|Boolean|Timestamp)Equals(?:Path)?$/, 'is'],
  [/^(?:String|Numeric)LessThan(?:Path)?$/, '<'],
  [/^(?:String|Numeric)GreaterThan(?:Path)?$/, '>'],
  [/^(?:String|Numeric)LessThanEquals(?:Path)?$/, '≤'],
  [/^(?:String|Numeric)GreaterThanEquals(?:Path)?$/, '≥'],
  [/^TimestampLessThan(?:Path)?$/, 'is before'],
  [/^TimestampGreaterThan(?:Path)?$/, 'is after'],
  [/^TimestampLessThanEquals(?:Path)?$/, 'is at or before'],
  [/^TimestampGreaterThanEquals(?:Path)?$/, 'is at or after'],
  [/^StringMatches$/, 'matches'],
];
const TESTS: Record<string, readonly [string, string]> = {
  IsNull: ['is null', 'is not null'],
  IsPresent: ['is present', 'is absent'],
  IsNumeric: ['is a number', 'is no number'],
  IsString: ['is a text', 'is no text'],
  IsBoolean: ['is true or false', 'is neither true nor false'],
  IsTimestamp: ['is a time', 'is no time'],
};

/** When a rule of a Choice state holds, in words; an expression of JSONata stands for itself. Never throws. */
export function choiceWords(rule: Record<string, unknown>): string {
  const words = typeof rule.Condition === 'string' ? expression(rule.Condition) : ruleWords(rule, 0);
  return words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words;
}

function expression(condition: string): string {
  return condition
    .replace(/^\s*\{%/, '')
    .replace(/%\}\s*$/, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function ruleWords(rule: unknown, depth: number): string {
  if (!isRecord(rule) || depth > DEEPEST) return '…';
  if (Array.isArray(rule.And)) return listOf(rule.And, 'and', depth);
  if (Array.isArray(rule.Or)) return listOf(rule.Or, 'or', depth);
  if (rule.Not !== undefined) return `not (${ruleWords(rule.Not, depth + 1)})`;
  const variable = typeof rule.Variable === 'string' ? rule.Variable : '?';
  for (const [operator, value] of Object.entries(rule)) {
    const test = Object.hasOwn(TESTS, operator) ? TESTS[operator] : undefined;
    if (test !== undefined) return `${variable} ${value === false ? test[1] : test[0]}`;
    const comparison = COMPARISONS.find(([pattern]) => pattern.test(operator));
    if (comparison === undefined) continue;
    const compared =
      operator.endsWith('Path') && typeof value === 'string' ? value : JSON.stringify(value) || '…';
    return `${variable} ${comparison[1]} ${compared.slice(0, LONGEST)}`;
  }
  return `${variable} …`;
}

/** More than can be read are not spelt out. */
function listOf(rules: readonly unknown[], word: 'and' | 'or', depth: number): string {
  const shown = rules.slice(0, 10).map((rule) => {
    const words = ruleWords(rule, depth + 1);
    return isRecord(rule) && (Array.isArray(rule.And) || Array.isArray(rule.Or)) ? `(${words})` : words;
  });
  return [...shown, ...(rules.length > shown.length ? ['…'] : [])].join(` ${word} `);
}
