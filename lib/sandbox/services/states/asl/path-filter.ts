import { isJsonObject, type Json, jsonEquals, memberOf } from './json.ts';

type Operand = { path: string[] } | { value: Json };
type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';

/** `?(@.a > 1 && @.b == 'x')`: comparisons joined by `&&` or `||`, or a path that must exist. */
export interface PathFilter {
  any: { all: { left: Operand; comparison: Comparison | null; right: Operand | null }[] }[];
}

const TERM = /^\s*(@[^\s=!<>]*|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|true|false|null)\s*/;
const COMPARISON = /^(==|!=|<=|>=|<|>)\s*/;
const MEMBER = /^(?:\.([\p{L}_][\p{L}\p{N}_-]*)|\['([^']*)'\])/u;

/** Reads what stands between `[?` and `]`; null for what this subset does not know. */
export function parsePathFilter(text: string): PathFilter | null {
  const trimmed = text.trim();
  if (!trimmed.startsWith('(') || !trimmed.endsWith(')')) return null;
  const any = trimmed
    .slice(1, -1)
    .split('||')
    .map((part) => part.split('&&').map(conditionOf));
  const read = any.map((all) => ({ all: all.filter((one) => one !== null) }));
  return any.some((all) => all.includes(null)) ? null : { any: read };
}

function conditionOf(text: string) {
  const left = TERM.exec(text);
  if (left?.[1] === undefined) return null;
  let rest = text.slice(left[0].length);
  const leftOperand = operandOf(left[1]);
  if (leftOperand === null) return null;
  if (rest === '') return { left: leftOperand, comparison: null, right: null };
  const comparison = COMPARISON.exec(rest);
  if (comparison === null) return null;
  rest = rest.slice(comparison[0].length);
  const right = TERM.exec(rest);
  if (right?.[1] === undefined || right[0].length !== rest.length) return null;
  const rightOperand = operandOf(right[1]);
  if (rightOperand === null) return null;
  return { left: leftOperand, comparison: comparison[1] as Comparison, right: rightOperand };
}

function operandOf(text: string): Operand | null {
  if (text.startsWith("'")) return { value: text.slice(1, -1).replace(/\\(.)/g, '$1') };
  if (!text.startsWith('@')) return { value: JSON.parse(text) as Json };
  const path: string[] = [];
  let rest = text.slice(1);
  while (rest !== '') {
    const match = MEMBER.exec(rest);
    if (match === null) return null;
    path.push(match[1] ?? match[2] ?? '');
    rest = rest.slice(match[0].length);
  }
  return { path };
}

export function matchesFilter(filter: PathFilter, item: Json): boolean {
  return filter.any.some(({ all }) =>
    all.every(({ left, comparison, right }) => {
      const a = operandValue(left, item);
      if (comparison === null || right === null) return a !== undefined;
      const b = operandValue(right, item);
      if (a === undefined || b === undefined) return false;
      if (comparison === '==') return jsonEquals(a, b);
      if (comparison === '!=') return !jsonEquals(a, b);
      if (typeof a === 'number' && typeof b === 'number') return ordered(a, b, comparison);
      return typeof a === 'string' && typeof b === 'string' && ordered(a, b, comparison);
    }),
  );
}

function ordered<T extends string | number>(a: T, b: T, comparison: Comparison): boolean {
  if (comparison === '<') return a < b;
  if (comparison === '<=') return a <= b;
  return comparison === '>' ? a > b : a >= b;
}

function operandValue(operand: Operand, item: Json): Json | undefined {
  if ('value' in operand) return operand.value;
  let value: Json | undefined = item;
  for (const name of operand.path) value = isJsonObject(value) ? memberOf(value, name) : undefined;
  return value;
}
