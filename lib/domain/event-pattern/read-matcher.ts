import { cidrRange } from './cidr-range.ts';
import { comparableNumber } from './comparable-number.ts';
import type { EventPatternMatcher } from './event-pattern.ts';
import type { JsonToken } from './json-token.ts';
import type { PatternTokens } from './pattern-tokens.ts';
import { readAnythingBut } from './read-anything-but.ts';
import { readNumeric } from './read-numeric.ts';
import { wildcardParts } from './wildcard.ts';

const ONE_KEY = 'Only one key allowed in match expression';

/** Reads one member of a field's list, whose first token is `token`. */
export function readMatcher(tokens: PatternTokens, token: JsonToken): EventPatternMatcher {
  switch (token) {
    case '{':
      return readExpression(tokens);
    case 'string':
      return { kind: 'equals', value: tokens.text() };
    case 'number': {
      const text = tokens.text();
      return { kind: 'equals-number', text, value: comparableNumber(text) };
    }
    case 'true':
    case 'false':
      return { kind: 'equals', value: token === 'true' };
    case 'null':
      return { kind: 'equals', value: null };
    default:
      return tokens.fault('Match value must be String, number, true, false, or null');
  }
}

function readExpression(tokens: PatternTokens): EventPatternMatcher {
  if (tokens.next() !== 'name') tokens.fault('Match expression name not found');
  const name = tokens.text();
  switch (name) {
    case 'anything-but':
      return readAnythingBut(tokens);
    case 'numeric': {
      if (tokens.next() !== '[') tokens.fault('Value of numeric must be an array.');
      const matcher = readNumeric(tokens);
      if (tokens.next() !== '}') tokens.fault('Too many elements in numeric expression');
      return matcher;
    }
    case 'exists':
      return readExists(tokens);
    case 'prefix':
    case 'suffix':
      return readAffix(tokens, name);
    case 'exactly':
      return { kind: 'equals', value: readOnlyString(tokens, 'exact') };
    case 'equals-ignore-case':
      return { kind: 'equals-ignore-case', text: readOnlyString(tokens, name) };
    case 'cidr':
      return readCidr(tokens);
    case 'wildcard':
      return readWildcard(tokens);
    default:
      return tokens.fault(`Unrecognized match type ${name}`);
  }
}

function readExists(tokens: PatternTokens): EventPatternMatcher {
  const token = tokens.next();
  if (token !== 'true' && token !== 'false') {
    tokens.fault('exists match pattern must be either true or false.');
  }
  endExpression(tokens);
  return { kind: 'exists', exists: token === 'true' };
}

function readAffix(tokens: PatternTokens, kind: 'prefix' | 'suffix'): EventPatternMatcher {
  const token = tokens.next();
  if (token !== '{') {
    return { kind, text: readOnlyString(tokens, kind, token), ignoreCase: false };
  }
  const title = kind === 'prefix' ? 'Prefix' : 'Suffix';
  if (tokens.next() !== 'name') tokens.fault(`${title} expression name not found`);
  if (tokens.text() !== 'equals-ignore-case') tokens.fault(`Unsupported ${kind} pattern: ${tokens.text()}`);
  const text = readOnlyString(tokens, 'equals-ignore-case');
  endExpression(tokens);
  return { kind, text, ignoreCase: true };
}

function readCidr(tokens: PatternTokens): EventPatternMatcher {
  if (tokens.next() !== 'string') tokens.fault('prefix match pattern must be a string');
  const cidr = tokens.text();
  const range = cidrRange(cidr);
  if (!range.ok) tokens.placelessFault(range.message);
  endExpression(tokens);
  return { kind: 'cidr', cidr };
}

function readWildcard(tokens: PatternTokens): EventPatternMatcher {
  if (tokens.next() !== 'string') tokens.fault('wildcard match pattern must be a string');
  const text = tokens.text();
  const wildcard = wildcardParts(text);
  if (!wildcard.ok) tokens.fault(wildcard.message);
  endExpression(tokens);
  return { kind: 'wildcard', text };
}

function readOnlyString(tokens: PatternTokens, what: string, token = tokens.next()): string {
  if (token !== 'string') tokens.fault(`${what} match pattern must be a string`);
  const text = tokens.text();
  endExpression(tokens);
  return text;
}

function endExpression(tokens: PatternTokens): void {
  if (tokens.next() !== '}') tokens.fault(ONE_KEY);
}
