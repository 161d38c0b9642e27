import type { EventPattern, EventPatternField } from './event-pattern.ts';
import type { EventScalar } from './event-value.ts';
import { matcherTest, type ValueTest } from './matcher-test.ts';
import { type PathTree, pathTree } from './path-tree.ts';

export interface CompiledField {
  /** The index of the field's name in the tree. */
  readonly index: number;
  readonly field: EventPatternField;
  readonly accepts: ValueTest;
  readonly mayBeAbsent: boolean;
}

export interface CompiledPattern {
  readonly tree: PathTree;
  /** The fields of each alternative in the order of their names. */
  readonly alternatives: readonly (readonly CompiledField[])[];
}

const COMPILED = new WeakMap<EventPattern, CompiledPattern>();

/** A pattern made ready to match; made once for each. */
export function compiledPattern(pattern: EventPattern): CompiledPattern {
  const known = COMPILED.get(pattern);
  if (known !== undefined) return known;
  const compiled = compile(pattern);
  COMPILED.set(pattern, compiled);
  return compiled;
}

function compile(pattern: EventPattern): CompiledPattern {
  const names = [...new Set(pattern.alternatives.flat().map(nameOf))].sort();
  const indexes = new Map(names.map((name, index) => [name, index]));
  const fields = new Map<EventPatternField, CompiledField>();
  const compileField = (field: EventPatternField): CompiledField => {
    const known = fields.get(field);
    if (known !== undefined) return known;
    const compiled = {
      index: indexes.get(nameOf(field)) ?? -1,
      field,
      accepts: anyOf(field.matchers.map(matcherTest)),
      mayBeAbsent: field.matchers.some((matcher) => matcher.kind === 'exists' && !matcher.exists),
    };
    fields.set(field, compiled);
    return compiled;
  };
  return {
    tree: pathTree(names),
    alternatives: pattern.alternatives.map((alternative) =>
      alternative.map(compileField).sort((a, b) => a.index - b.index),
    ),
  };
}

function nameOf(field: EventPatternField): string {
  return field.path.join('.');
}

function anyOf(tests: readonly ValueTest[]): ValueTest {
  const [only, ...others] = tests;
  if (only !== undefined && others.length === 0) return only;
  return (value: EventScalar) => tests.some((test) => test(value));
}
