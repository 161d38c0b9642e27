import { comparableNumber } from './comparable-number.ts';
import type { EventPatternMatcher, NumericBound } from './event-pattern.ts';
import type { PatternTokens } from './pattern-tokens.ts';

const TOO_MANY = 'Too many elements in numeric expression';

/** Reads the list of a `numeric` matcher, the opening bracket being read. */
export function readNumeric(tokens: PatternTokens): EventPatternMatcher {
  if (tokens.next() !== 'string') tokens.fault(`Invalid member in numeric match: ${tokens.text()}`);
  const operator = tokens.text();
  const token = tokens.next();
  if (!['=', '<', '<=', '>', '>='].includes(operator)) {
    tokens.fault(`Unrecognized numeric range operator: ${operator}`);
  }
  if (token !== 'number') {
    tokens.fault(`Value of ${operator === '=' ? 'equals' : operator} must be numeric`);
  }
  const text = tokens.text();
  const inclusive = operator.endsWith('=');
  const behind = tokens.next();
  if (operator.startsWith('>') && behind !== ']') {
    return readRange(tokens, behind === 'string', text, inclusive);
  }
  if (behind !== ']') tokens.fault(TOO_MANY);
  const bound = { value: comparable(tokens, text), inclusive };
  return {
    kind: 'numeric',
    above: operator.startsWith('<') ? null : bound,
    below: operator.startsWith('>') ? null : bound,
  };
}

function readRange(
  tokens: PatternTokens,
  isString: boolean,
  bottom: string,
  inclusive: boolean,
): EventPatternMatcher {
  if (!isString) tokens.fault(`Bad value in numeric range: ${tokens.text()}`);
  const operator = tokens.text();
  if (operator !== '<' && operator !== '<=') tokens.fault(`Bad numeric range operator: ${operator}`);
  if (tokens.next() !== 'number') tokens.fault(`Value of ${operator} must be numeric`);
  const top = tokens.text();
  if (tokens.next() !== ']') tokens.fault('Too many terms in numeric range expression');
  const above: NumericBound = { value: comparable(tokens, bottom), inclusive };
  const below: NumericBound = { value: comparable(tokens, top), inclusive: operator === '<=' };
  if (above.value >= below.value) tokens.fault('Bottom must be less than top');
  return { kind: 'numeric', above, below };
}

function comparable(tokens: PatternTokens, text: string): number {
  return comparableNumber(text) ?? tokens.fault(`Cannot compare number : ${text}`);
}
