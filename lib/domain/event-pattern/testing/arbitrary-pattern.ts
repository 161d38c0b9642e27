import fc from 'fast-check';

/** Few names and values, so that events and patterns meet. */
const name = fc.constantFrom('a', 'b', 'c', 'd.e', '$or');
const text = fc.constantFrom('', 'x', 'X', 'xy', 'yx', '10.0.0.1', '10.0.0.9', 'é');
const number = fc.constantFrom(0, 1, 2.5, -3, 1e21);
/** A value that holds no others. */
export const anyScalar: fc.Arbitrary<string | number | boolean | null> = fc.oneof(
  text,
  number,
  fc.boolean(),
  fc.constant(null),
);
const form = fc.constantFrom('prefix', 'suffix', 'wildcard', 'equals-ignore-case');

const matcher = fc.oneof(
  anyScalar,
  fc.tuple(form, text).map(([kind, value]) => ({ [kind]: value })),
  fc.tuple(fc.constantFrom('prefix', 'suffix'), text).map(([kind, value]) => ({
    [kind]: { 'equals-ignore-case': value },
  })),
  fc.tuple(fc.constantFrom('=', '<', '<=', '>', '>='), number).map((numeric) => ({ numeric })),
  fc.constant({ numeric: ['>=', 0, '<', 2] }),
  fc.boolean().map((exists) => ({ exists })),
  fc.constant({ cidr: '10.0.0.0/29' }),
  fc.array(text, { minLength: 1, maxLength: 2 }).map((values) => ({ 'anything-but': values })),
  fc.array(number, { minLength: 1, maxLength: 2 }).map((values) => ({ 'anything-but': values })),
  fc
    .tuple(
      form,
      text.filter((value) => value !== ''),
    )
    .map(([kind, value]) => ({
      'anything-but': { [kind]: [value] },
    })),
);

/** What a pattern may ask of one field. */
export const anyMatchers: fc.Arbitrary<unknown[]> = fc.array(matcher, { minLength: 1, maxLength: 3 });

const { object } = fc.letrec((tie) => ({
  object: fc.oneof(
    { maxDepth: 3 },
    fields(tie('leaf')),
    fields(fc.oneof(tie('leaf'), tie('object'))),
    either(tie('object')),
  ),
  leaf: anyMatchers,
}));

function fields(value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.dictionary(name, value, { minKeys: 1, maxKeys: 3 });
}

function either(branch: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.array(branch, { minLength: 2, maxLength: 3 }).map((branches) => ({ $or: branches }));
}

/** Texts of valid patterns. */
export const anyPatternText: fc.Arbitrary<string> = object.map((pattern) => JSON.stringify(pattern));

const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    anyScalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(name, tie('value'), { maxKeys: 4 }),
  ),
}));

/** Events in the same few words. */
export const anyEvent: fc.Arbitrary<Record<string, unknown>> = fc.dictionary(name, value, { maxKeys: 4 });
