import type { EventPattern, EventPatternField, EventPatternMatcher } from '../event-pattern/event-pattern.ts';
import { ipDigits } from '../event-pattern/ip-address.ts';
import { matchesEventPattern } from '../event-pattern/matches-event-pattern.ts';
import { wildcardParts } from '../event-pattern/wildcard.ts';

/** A record made of `base` that the pattern matches, if one is found; it is tried, so it is sure. */
export function sampleRecord(
  pattern: EventPattern,
  base: Record<string, unknown>,
): Record<string, unknown> | null {
  for (const alternative of pattern.alternatives) {
    const record = structuredClone(base);
    for (const field of alternative) put(record, field.path.join('.').split('.'), sampleOf(field));
    if (matchesEventPattern(pattern, record)) return record;
  }
  return null;
}

/** The record `base` with one value at every field that the pattern names. */
export function filledRecord(
  pattern: EventPattern,
  base: Record<string, unknown>,
  value: string,
): Record<string, unknown> {
  const record = structuredClone(base);
  for (const field of pattern.alternatives.flat()) put(record, field.path.join('.').split('.'), value);
  return record;
}

type Sample = string | number | boolean | null | undefined;

function sampleOf({ matchers }: EventPatternField): Sample {
  for (const matcher of matchers) {
    const value = sampleOfMatcher(matcher);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Undefined is absence. */
function sampleOfMatcher(matcher: EventPatternMatcher): Sample {
  switch (matcher.kind) {
    case 'equals':
    case 'equals-number':
      return matcher.value ?? (matcher.kind === 'equals' ? null : undefined);
    case 'equals-ignore-case':
    case 'prefix':
    case 'suffix':
      return matcher.text;
    case 'wildcard': {
      const wildcard = wildcardParts(matcher.text);
      return wildcard.ok ? wildcard.parts.join('') : undefined;
    }
    case 'numeric': {
      const { above, below } = matcher;
      if (above?.inclusive) return above.value;
      if (below?.inclusive) return below.value;
      if (above !== null && below !== null) return (above.value + below.value) / 2;
      return above === null ? (below?.value ?? 0) - 1 : above.value + 1;
    }
    case 'exists':
      return matcher.exists ? 'any' : undefined;
    case 'cidr': {
      const [address = ''] = matcher.cidr.split('/');
      return ipDigits(address) === null ? undefined : address;
    }
    case 'anything-but':
    case 'anything-but-form':
      return true;
  }
}

function put(object: Record<string, unknown>, [step = '', ...rest]: string[], value: Sample): void {
  if (rest.length === 0) {
    if (value === undefined) delete object[step];
    else define(object, step, value);
    return;
  }
  const inner = Object.hasOwn(object, step) ? object[step] : undefined;
  if (typeof inner === 'object' && inner !== null && !Array.isArray(inner)) {
    put(inner as Record<string, unknown>, rest, value);
  } else if (value !== undefined) {
    const made = {};
    put(made, rest, value);
    define(object, step, made);
  }
}

/** So that a field may be named `__proto__`. */
function define(object: Record<string, unknown>, step: string, value: unknown): void {
  Object.defineProperty(object, step, { value, enumerable: true, writable: true, configurable: true });
}
