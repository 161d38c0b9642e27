import { AwsError } from '../../service.ts';
import type { JsonCondition, Operator, Selector } from './filter-pattern.ts';

const TOKEN =
  /\s*(?:("(?:[^"\\]|\\.)*")|(&&|\|\||<=|>=|!=|[=<>(){}])|(\$(?:\.[\w-]+|\.?\[(?:\d+|\*|'[^']*'|"[^"]*")\])*)|([^\s"=<>!(){}&|]+))/uy;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const STEP = /\.([\w-]+)|\[(\d+)\]|\[(\*)\]|\['([^']*)'\]|\["([^"]*)"\]/gu;
const OPERATORS = new Set(['=', '!=', '<', '>', '<=', '>=']);

interface Token {
  kind: 'string' | 'symbol' | 'selector' | 'word';
  text: string;
}

/** Parses `{ $.field = value && (…) || … }`; `&&` binds stronger. InvalidParameterException where it is malformed. */
export function parseJsonCondition(pattern: string): JsonCondition {
  const tokens = tokenize(pattern);
  let position = 0;
  const invalid = (what: string) =>
    new AwsError('InvalidParameterException', `Invalid filter pattern: ${what}`);

  const take = (): Token => {
    const token = tokens[position];
    if (token === undefined) throw invalid('it ends too early');
    position += 1;
    return token;
  };
  const isNext = (symbol: string) => tokens[position]?.kind === 'symbol' && tokens[position]?.text === symbol;
  const expect = (symbol: string) => {
    const token = take();
    if (token.kind !== 'symbol' || token.text !== symbol)
      throw invalid(`'${symbol}' expected at '${token.text}'`);
  };

  function either(): JsonCondition {
    let left = both();
    while (isNext('||')) {
      position += 1;
      left = { kind: 'or', left, right: both() };
    }
    return left;
  }

  function both(): JsonCondition {
    let left = single();
    while (isNext('&&')) {
      position += 1;
      left = { kind: 'and', left, right: single() };
    }
    return left;
  }

  function single(): JsonCondition {
    if (isNext('(')) {
      position += 1;
      const inner = either();
      expect(')');
      return inner;
    }
    const subject = take();
    if (subject.kind !== 'selector')
      throw invalid(`a selector such as $.field expected at '${subject.text}'`);
    const selector = readSelector(subject.text);
    const operator = take();
    if (operator.kind === 'word') return wordCondition(selector, operator.text.toUpperCase());
    if (operator.kind !== 'symbol' || !OPERATORS.has(operator.text)) {
      throw invalid(`an operator expected at '${operator.text}'`);
    }
    return comparison(selector, operator.text as Operator, take());
  }

  function wordCondition(selector: Selector, word: string): JsonCondition {
    const object = take().text.toUpperCase();
    if (word === 'NOT' && object === 'EXISTS') return { kind: 'not-exists', selector };
    if (word === 'IS' && object === 'NULL') return { kind: 'is', selector, value: null };
    if (word === 'IS' && object === 'TRUE') return { kind: 'is', selector, value: true };
    if (word === 'IS' && object === 'FALSE') return { kind: 'is', selector, value: false };
    throw invalid(`'${word} ${object}' is not known`);
  }

  function comparison(selector: Selector, operator: Operator, value: Token): JsonCondition {
    if (value.kind === 'word' && NUMBER.test(value.text)) {
      return { kind: 'compare', selector, operator, value: Number(value.text) };
    }
    if (value.kind !== 'word' && value.kind !== 'string')
      throw invalid(`a value expected at '${value.text}'`);
    if (operator !== '=' && operator !== '!=')
      throw invalid(`'${operator}' needs a number, not '${value.text}'`);
    return { kind: 'compare', selector, operator, value: value.text };
  }

  expect('{');
  const condition = either();
  expect('}');
  const rest = tokens[position];
  if (rest !== undefined) throw invalid(`nothing expected at '${rest.text}'`);
  return condition;
}

function tokenize(pattern: string): Token[] {
  const tokens: Token[] = [];
  const text = pattern.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (match === null) {
      throw new AwsError('InvalidParameterException', `Invalid filter pattern at '${text.slice(at).trim()}'`);
    }
    const [, quoted, symbol, selector, word] = match;
    if (quoted !== undefined) {
      tokens.push({ kind: 'string', text: quoted.slice(1, -1).replace(/\\(["\\])/g, '$1') });
    } else if (symbol !== undefined) tokens.push({ kind: 'symbol', text: symbol });
    else if (selector !== undefined) tokens.push({ kind: 'selector', text: selector });
    else tokens.push({ kind: 'word', text: word ?? '' });
  }
  return tokens;
}

function readSelector(text: string): Selector {
  return Array.from(text.matchAll(STEP), ([, name, index, any, single, double]) => {
    if (index !== undefined) return Number(index);
    if (any !== undefined) return { any: true as const };
    return name ?? single ?? double ?? '';
  });
}
