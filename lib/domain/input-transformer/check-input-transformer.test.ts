import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkInputTransformer } from './check-input-transformer.ts';

const check = (InputTemplate: string, InputPathsMap: Record<string, string> = { x: '$.detail.x' }) =>
  checkInputTransformer({ InputPathsMap, InputTemplate });

describe('a good transformer', () => {
  it.each([
    '{"a": <x>}',
    '{"a": "<x> and <x>", "b": [<x>]}',
    '"text <x>"',
    '"line <x>"\n"line <aws.events.rule-name>"',
    '{"whole": <aws.events.event.json>}',
    '<aws.events.event.json>',
    '{"{[": "<x>"}',
    '{"value": {"x": "<x>", "y": 1}}',
  ])('%s', (template) => {
    expect(check(template)).toEqual([]);
  });

  it('needs no paths', () => {
    expect(checkInputTransformer({ InputTemplate: '{"a": 1}' })).toEqual([]);
  });
});

describe('a bad one', () => {
  it.each([
    ['{"a": <y>}', 'InputTemplate', 'y', /invalid placeholder y/],
    ['{"a": <x>', 'InputTemplate', null, /JSON/],
    ['plain text', 'InputTemplate', null, /JSON/],
    ['{<x>: 1}', 'InputTemplate', null, /JSON/],
    ['{"<x>": 1}', 'InputTemplate', null, /object key/],
    ['{"a": {"b<x>c" : 1}}', 'InputTemplate', null, /object key/],
    ['', 'InputTemplate', null, /1 to 8192/],
    ['x'.repeat(8_193), 'InputTemplate', null, /1 to 8192/],
    ['{"a": <aws.events.unknown>}', 'InputTemplate', 'aws.events.unknown', /placeholder/],
  ])('%.40s', (template, field, variable, message) => {
    expect(check(template)).toEqual([{ field, variable, message: expect.stringMatching(message) }]);
  });

  it.each([
    [{ x: 'detail.x' }, 'x'],
    [{ x: '$.a b' }, 'x'],
    [{ x: '$..a' }, 'x'],
    [{ x: '$.a[?(@.b)]' }, 'x'],
    [{ x: `$.${'a'.repeat(256)}` }, 'x'],
    [{ x: '$.a', 'has space': '$.a' }, 'has space'],
    [{ x: '$.a', awsThing: '$.a' }, 'awsThing'],
  ])('paths %j', (paths, variable) => {
    expect(check('{"a": <x>}', paths)).toMatchObject([{ field: 'InputPathsMap', variable }]);
  });

  it('has more than 100 variables', () => {
    const paths = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`v${index}`, '$.a']));
    expect(check('{"a": 1}', paths)).toMatchObject([{ field: 'InputPathsMap', variable: null }]);
  });
});

it('answers whatever it is given', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.dictionary(fc.string(), fc.string()), (template, paths) => {
      expect(Array.isArray(check(template, paths))).toBe(true);
    }),
  );
});
