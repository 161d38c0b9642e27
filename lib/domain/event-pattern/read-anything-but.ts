import { comparableNumber } from './comparable-number.ts';
import type { DeniedForm, EventPatternMatcher } from './event-pattern.ts';
import type { JsonToken } from './json-token.ts';
import { PatternFault } from './pattern-fault.ts';
import type { PatternTokens } from './pattern-tokens.ts';
import { wildcardParts } from './wildcard.ts';

const TOO_MANY = 'Too many elements in numeric expression';
const FORMS: readonly DeniedForm[] = ['prefix', 'suffix', 'equals-ignore-case', 'wildcard'];
const NO_STRING: Record<DeniedForm, string> = {
  prefix: 'prefix/suffix match pattern must be a string',
  suffix: 'prefix/suffix match pattern must be a string',
  'equals-ignore-case':
    'Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.',
  wildcard: 'wildcard match pattern must be a string',
};

/** Reads an `anything-but` matcher to the bracket that closes it, its name being read. */
export function readAnythingBut(tokens: PatternTokens): EventPatternMatcher {
  let token = tokens.next();
  const form = token === '{' ? readForm(tokens) : null;
  if (form !== null) token = tokens.next();
  if (token !== '[' && token !== 'string' && token !== 'number') {
    tokens.fault('Value of anything-but must be an array or single string/number value.');
  }
  const matcher = form === null ? readValues(tokens, token) : readFormValues(tokens, token, form);
  if (tokens.next() !== '}') tokens.fault(TOO_MANY);
  if (form !== null && tokens.next() !== '}') tokens.fault(TOO_MANY);
  return matcher;
}

function readForm(tokens: PatternTokens): DeniedForm {
  if (tokens.next() !== 'name') tokens.fault('Anything-But expression name not found');
  const name = tokens.text();
  return FORMS.find((form) => form === name) ?? tokens.fault(`Unsupported anything-but pattern: ${name}`);
}

function readValues(tokens: PatternTokens, token: JsonToken): EventPatternMatcher {
  const values: (string | number)[] = [];
  const add = (member: JsonToken) => {
    if (member === 'string') values.push(tokens.text());
    else if (member === 'number') values.push(readNumber(tokens));
    else tokens.fault('Inside anything but list, start|null|boolean is not supported.');
  };
  if (token === '[') {
    eachOfList(tokens, add);
    if (new Set(values.map((value) => typeof value)).size !== 1) {
      tokens.fault(
        'Inside anything but list, either all values are number or string, mixed type is not supported',
      );
    }
  } else add(token);
  return { kind: 'anything-but', values };
}

function readNumber(tokens: PatternTokens): number {
  const text = tokens.text();
  return comparableNumber(text) ?? tokens.placelessFault(`Cannot compare number : ${text}`);
}

function readFormValues(tokens: PatternTokens, token: JsonToken, form: DeniedForm): EventPatternMatcher {
  const values: string[] = [];
  const add = (member: JsonToken) => {
    if (member !== 'string') tokens.fault(NO_STRING[form]);
    const text = tokens.text();
    if (text === '' && (form === 'prefix' || form === 'suffix'))
      tokens.fault('Null prefix/suffix not allowed');
    values.push(text);
  };
  if (token === '[') eachOfList(tokens, add);
  else add(token);
  if (form === 'wildcard') {
    for (const value of values) {
      const wildcard = wildcardParts(value);
      if (!wildcard.ok) tokens.fault(wildcard.message);
    }
  }
  return { kind: 'anything-but-form', form, values };
}

/** AWS reports a fault within such a list with its place named twice. */
function eachOfList(tokens: PatternTokens, add: (member: JsonToken) => void): void {
  try {
    for (let token = tokens.next(); token !== ']'; token = tokens.next()) add(token);
  } catch (error) {
    if (error instanceof PatternFault) tokens.fault(error.message);
    throw error;
  }
}
