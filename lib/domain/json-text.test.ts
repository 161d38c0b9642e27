import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonSyntaxError, removeCarrier, utf8Length } from './json-text.ts';

describe('jsonSyntaxError', () => {
  it.each([
    ['', 1, 1, 'A JSON value is missing'],
    ['{\n  "a": 1,\n  b: 2\n}', 3, 3, 'Expected a field name in double quotes, found “b”'],
    ['{"a":1,}', 1, 8, 'Expected a field name in double quotes, found “}”'],
    ['{"a" 1}', 1, 6, 'Expected ":" after the field name, found “1”'],
    ['[1 2]', 1, 4, 'Expected "," or "]", found “2”'],
    ['{"a":1 "b":2}', 1, 8, 'Expected "," or "}", found “"”'],
    ['[1,2', 1, 5, 'The text ends before "]"'],
    ['{"a":', 1, 6, 'The text ends before "}"'],
    ['{} {}', 1, 4, 'Nothing may follow the value, but “{” does'],
    ['"open', 1, 1, 'The string that starts here is not closed'],
    ['"a\nb"', 1, 3, 'A line break or control character must be escaped'],
    ['"a\\x"', 1, 3, 'Not an escape that JSON knows'],
    ['01', 1, 2, 'Not a number or word that JSON knows, at “1”'],
    ['undefined', 1, 1, 'Expected a value, found “u”'],
    ['nullx', 1, 5, 'Not a number or word that JSON knows, at “x”'],
    ["{'a':1}", 1, 2, "Expected a field name in double quotes, found “'”"],
    ['😀', 1, 1, 'Expected a value, found “😀”'],
    ['[]]', 1, 3, 'Nothing may follow the value, but “]” does'],
  ])('of %j points at line %i, column %i', (text, line, column, message) => {
    expect(jsonSyntaxError(text)).toEqual({ line, column, message });
  });

  it('agrees with JSON.parse on what is JSON', () => {
    const mangled = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '"', '}', '\\', '0', '-', 'e', '\u0001'))
      .map(
        ([json, at, put]) =>
          json.slice(0, at % (json.length + 1)) + put + json.slice((at + 1) % (json.length + 1)),
      );
    fc.assert(
      fc.property(fc.oneof(fc.json(), mangled, fc.string({ unit: 'binary' })), (text) => {
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        expect(jsonSyntaxError(text) === null).toBe(valid);
      }),
      { numRuns: 1_000 },
    );
  });

  it('judges any depth and size', () => {
    expect(jsonSyntaxError('['.repeat(500_000) + ']'.repeat(500_000))).toBeNull();
    expect(jsonSyntaxError('['.repeat(500_000))?.column).toBe(500_001);
    expect(jsonSyntaxError(`"${'x'.repeat(6_291_456)}"`)).toBeNull();
    expect(jsonSyntaxError('{"id":12345678901234567890,"s":"\\ud800","__proto__":{}}')).toBeNull();
  });
});

describe('removeCarrier', () => {
  it.each([
    ['{"a":1, "__rerun":{"v":1,"x":"}"}, "b" : 2 }', '{"a":1, "b" : 2 }'],
    ['{"a":1, "__rerun":{"v":1} }', '{"a":1 }'],
    [' { "__rerun" : [1,2] , "id":12345678901234567890}', ' { "id":12345678901234567890}'],
    ['{"__rerun":1}', '{}'],
    ['{"__rerun":1,"a":{"__rerun":2},"__rerun":3}', '{"a":{"__rerun":2}}'],
    ['{"\\u005f_rerun":1,"a":"\\ud800"}', '{"a":"\\ud800"}'],
    ['{"a":1,"__rerun":1,"__rerun":2,"b":3}', '{"a":1,"b":3}'],
  ])('takes it out of %s', (text, expected) => {
    expect(removeCarrier(text)).toEqual({ text: expected, removed: true });
  });

  it.each([
    '{"a":{"__rerun":1}}',
    '["__rerun"]',
    '"__rerun"',
    '{"__rerun":1',
    '',
    '{"a":"__rerun"}',
    '{"__rerun ":1}',
  ])('leaves %s as it is', (text) => {
    expect(removeCarrier(text)).toEqual({ text, removed: false });
  });

  it('leaves what JSON.parse would leave, of any payload', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('a', 'b', '__rerun', 'x'), fc.jsonValue()),
        fc.nat(3),
        (payload, indent) => {
          const { text } = removeCarrier(JSON.stringify(payload, null, indent));
          const { __rerun: _carrier, ...rest } = JSON.parse(JSON.stringify(payload)) as Record<
            string,
            unknown
          >;
          expect(JSON.parse(text)).toEqual(rest);
        },
      ),
    );
  });
});

describe('utf8Length', () => {
  it('counts as an encoder does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length);
      }),
    );
    expect(utf8Length('a\ud800é\udc00😀')).toBe(1 + 3 + 2 + 3 + 4);
  });
});
