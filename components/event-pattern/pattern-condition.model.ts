import { jsonElements, jsonMembers } from '@/lib/domain/json-scan';
import { numberToken, textToken, typedText, typedValue, valueToken } from './pattern-value.model';

/** What a field of the form can ask of an event's value. */
export const PATTERN_OPERATORS = {
  equals: 'is',
  'anything-but': 'is not',
  'equals-ignore-case': 'is, in any case',
  prefix: 'starts with',
  suffix: 'ends with',
  wildcard: 'is like (* for anything)',
  numeric: 'is a number',
  exists: 'is present',
  absent: 'is absent',
  cidr: 'is an IP address in',
  'prefix-ignore-case': 'starts with, in any case',
  'suffix-ignore-case': 'ends with, in any case',
  'anything-but-equals-ignore-case': 'is not, in any case',
  'anything-but-prefix': 'does not start with',
  'anything-but-suffix': 'does not end with',
  'anything-but-wildcard': 'is not like',
} as const;
export type PatternOperator = keyof typeof PATTERN_OPERATORS;
export const NUMERIC_OPERATORS = ['<', '<=', '=', '>=', '>'] as const;

export interface PatternCondition {
  /** `json`: a matcher that the form does not know; its text is the only value. */
  operator: PatternOperator | 'json';
  /** As typed; of `numeric` operator and number in turn. */
  values: string[];
}

/** How many values an operator takes. */
export function valueCountOf(operator: PatternCondition['operator']): 'none' | 'one' | 'many' {
  if (operator === 'exists' || operator === 'absent') return 'none';
  return operator === 'equals' || operator.startsWith('anything-but') ? 'many' : 'one';
}

/** A condition of another operator that keeps the values as far as it can. */
export function withOperator(condition: PatternCondition, operator: PatternOperator): PatternCondition {
  if (operator === 'numeric') {
    const number = condition.values.find((value) => value !== '' && Number.isFinite(Number(value)));
    return { operator, values: ['<', number ?? ''] };
  }
  const values = condition.operator === 'numeric' ? condition.values.slice(1, 2) : condition.values;
  const count = valueCountOf(operator);
  if (count === 'none') return { operator, values: [] };
  const kept = count === 'one' ? values.slice(0, 1) : values;
  return { operator, values: kept.length === 0 ? [''] : kept };
}

/** The conditions of a field's matchers, given as the texts of its array; plain values that follow one another are one. */
export function conditionsOf(matchers: readonly string[]): PatternCondition[] {
  const conditions: PatternCondition[] = [];
  for (const matcher of matchers) {
    const condition = conditionOf(matcher);
    const last = conditions.at(-1);
    if (condition.operator === 'equals' && last?.operator === 'equals') last.values.push(...condition.values);
    else conditions.push(condition);
  }
  return conditions;
}

/** The matchers of a condition as JSON texts. */
export function matchersOf({ operator, values }: PatternCondition): string[] {
  const [first = ''] = values;
  switch (operator) {
    case 'json':
      return [first];
    case 'equals':
      return values.flatMap((value) => valueToken(value) ?? []);
    case 'exists':
    case 'absent':
      return [`{"exists": ${operator === 'exists'}}`];
    case 'numeric':
      return [`{"numeric": [${numericTokens(values).join(', ')}]}`];
    case 'anything-but':
      return [`{"anything-but": ${listed(values.flatMap((value) => valueToken(value) ?? []))}}`];
    case 'prefix-ignore-case':
    case 'suffix-ignore-case':
      return [`{"${operator.slice(0, 6)}": {"equals-ignore-case": ${textToken(first)}}}`];
    case 'anything-but-prefix':
    case 'anything-but-suffix':
    case 'anything-but-wildcard':
    case 'anything-but-equals-ignore-case':
      return [
        `{"anything-but": {"${operator.slice('anything-but-'.length)}": ${listed(values.map(textToken))}}}`,
      ];
    default:
      return [`{"${operator}": ${textToken(first)}}`];
  }
}

function conditionOf(matcher: string): PatternCondition {
  if (isScalar(matcher)) return { operator: 'equals', values: [typedValue(matcher)] };
  return known(matcher) ?? { operator: 'json', values: [matcher] };
}

function known(matcher: string): PatternCondition | null {
  const member = onlyMember(matcher);
  if (member === null) return null;
  const { key, value } = member;
  switch (key) {
    case 'exists':
      if (value !== 'true' && value !== 'false') return null;
      return { operator: value === 'true' ? 'exists' : 'absent', values: [] };
    case 'numeric':
      return numeric(value);
    case 'prefix':
    case 'suffix': {
      const inner = onlyMember(value);
      if (inner === null) return texts(key, value);
      return inner.key === 'equals-ignore-case' ? texts(`${key}-ignore-case`, inner.value) : null;
    }
    case 'equals-ignore-case':
    case 'wildcard':
    case 'cidr':
      return texts(key, value);
    case 'anything-but':
      return denied(value);
    default:
      return null;
  }
}

function denied(value: string): PatternCondition | null {
  const inner = onlyMember(value);
  if (inner === null) {
    const items = value.startsWith('[') ? jsonElements(value, 0) : [value];
    if (items.length === 0 || !items.every(isScalar)) return null;
    return { operator: 'anything-but', values: items.map(typedValue) };
  }
  switch (inner.key) {
    case 'prefix':
    case 'suffix':
    case 'wildcard':
    case 'equals-ignore-case':
      return texts(`anything-but-${inner.key}`, inner.value, true);
    default:
      return null;
  }
}

function texts(operator: PatternOperator, value: string, many = false): PatternCondition | null {
  const items = many && value.startsWith('[') ? jsonElements(value, 0) : [value];
  if (items.length === 0 || !items.every((item) => item.startsWith('"'))) return null;
  return { operator, values: items.map((item) => typedText(String(JSON.parse(item)))) };
}

function numeric(value: string): PatternCondition | null {
  if (!value.startsWith('[')) return null;
  const items = jsonElements(value, 0);
  if (items.length !== 2 && items.length !== 4) return null;
  const values = items.map((item, index) =>
    index % 2 === 0
      ? NUMERIC_OPERATORS.find((operator) => item === JSON.stringify(operator))
      : /^[-\d]/.test(item)
        ? item
        : undefined,
  );
  return values.every((item) => item !== undefined) ? { operator: 'numeric', values } : null;
}

function numericTokens(values: readonly string[]): string[] {
  return values.map((value, index) => (index % 2 === 0 ? JSON.stringify(value) : numberToken(value)));
}

function listed(tokens: readonly string[]): string {
  return tokens.length === 1 ? (tokens[0] ?? '') : `[${tokens.join(', ')}]`;
}

function isScalar(text: string): boolean {
  return !text.startsWith('{') && !text.startsWith('[');
}

function onlyMember(text: string): { key: string; value: string } | null {
  if (!text.startsWith('{')) return null;
  const [member, ...others] = jsonMembers(text, 0);
  if (member === undefined || others.length > 0) return null;
  return { key: member.key, value: text.slice(member.valueStart, member.valueEnd) };
}
