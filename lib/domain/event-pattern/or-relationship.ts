import type { PatternTokens } from './pattern-tokens.ts';

/** Field names that no object of an `$or` may have. */
const RESERVED = new Set([
  'exactly',
  'equals-ignore-case',
  'prefix',
  'suffix',
  'anything-but',
  'exists',
  'wildcard',
  'numeric',
  'cidr',
  'html',
  '=',
  '<',
  '<=',
  '>',
  '>=',
  'regex',
  'not-wildcard',
  'not-equals-ignore-case',
  'date-after',
  'date-on-or-after',
  'date-before',
  'date-on-or-before',
  'in-date-range',
  'ip-address-in-range',
  'ip-address-not-in-range',
]);

/**
 * Whether the field `$or` that was just read joins alternatives: a list of two objects or more without reserved names.
 * All else is a field of that name, as EventBridge's matcher has it.
 */
export function isOrRelationship(tokens: PatternTokens): boolean {
  const ahead = tokens.fork();
  if (ahead.next() !== '[') return false;
  let members = 0;
  for (let token = ahead.next(); token !== ']'; token = ahead.next()) {
    if (token !== '{' || !isAlternative(ahead)) return false;
    members += 1;
  }
  return members >= 2;
}

function isAlternative(tokens: PatternTokens): boolean {
  let depth = 1;
  while (depth > 0) {
    const token = tokens.next();
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    else if (token === 'name' && depth === 1 && RESERVED.has(tokens.text())) return false;
  }
  return true;
}
