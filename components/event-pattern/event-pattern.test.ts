import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldPathText, parseFieldPath } from './field-path.model';
import { conditionsOf, matchersOf, withOperator } from './pattern-condition.model';
import { patternForm, patternText } from './pattern-form.model';
import { textToken, typedText, typedValue, valueToken } from './pattern-value.model';

describe('a field’s path', () => {
  it('comes back from its text', () => {
    const names = fc.array(fc.string({ maxLength: 8, unit: 'binary' }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(names, (path) => {
        expect(parseFieldPath(fieldPathText(path))).toEqual(path);
      }),
    );
  });
  it.each([
    ['detail.status', ['detail', 'status']],
    [' source ', ['source']],
    ['detail["a.b"].c', ['detail', 'a.b', 'c']],
    ['detail-type', ['detail-type']],
    ['', null],
    ['.a', null],
    ['a..b', null],
    ['a.', null],
    ['a b', null],
    ['a["b', null],
    ['["a"]b', null],
  ])('reads %s', (text, path) => {
    expect(parseFieldPath(text)).toEqual(path);
  });
});

describe('a value in its field', () => {
  it.each([
    ['"PENDING"', 'PENDING'],
    ['"5"', '"5"'],
    ['5', '5'],
    ['12345678901234567890', '12345678901234567890'],
    ['true', 'true'],
    ['"true"', '"true"'],
    ['null', 'null'],
    ['""', '""'],
    ['"a\\nb"', '"a\\nb"'],
    ['" a"', '" a"'],
    ['"\\"q\\""', '"\\"q\\""'],
  ])('%s is typed %s and comes back', (token, typed) => {
    expect(typedValue(token)).toBe(typed);
    expect(valueToken(typed)).toBe(token);
  });
  it('keeps any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(JSON.parse(textToken(typedText(text)))).toBe(text);
        const token = valueToken(typedValue(JSON.stringify(text)));
        expect(token === null ? null : JSON.parse(token)).toBe(text);
      }),
    );
  });
  it('is not there while nothing is typed', () => {
    expect(valueToken('')).toBeNull();
  });
});

const MATCHERS = [
  ['"a"', 'equals'],
  ['{"prefix": "a"}', 'prefix'],
  ['{"suffix": ".png"}', 'suffix'],
  ['{"prefix": {"equals-ignore-case": "a"}}', 'prefix-ignore-case'],
  ['{"suffix": {"equals-ignore-case": "a"}}', 'suffix-ignore-case'],
  ['{"equals-ignore-case": "alice"}', 'equals-ignore-case'],
  ['{"wildcard": "dir/*.png"}', 'wildcard'],
  ['{"anything-but": "a"}', 'anything-but'],
  ['{"anything-but": ["a", "b"]}', 'anything-but'],
  ['{"anything-but": [1, 2.50]}', 'anything-but'],
  ['{"anything-but": {"prefix": "a"}}', 'anything-but-prefix'],
  ['{"anything-but": {"suffix": ["a", "b"]}}', 'anything-but-suffix'],
  ['{"anything-but": {"equals-ignore-case": "a"}}', 'anything-but-equals-ignore-case'],
  ['{"anything-but": {"wildcard": "*a*"}}', 'anything-but-wildcard'],
  ['{"numeric": ["<", 5]}', 'numeric'],
  ['{"numeric": [">", 0, "<=", 5.0]}', 'numeric'],
  ['{"exists": true}', 'exists'],
  ['{"exists": false}', 'absent'],
  ['{"cidr": "10.0.0.0/24"}', 'cidr'],
  ['{"exists": "yes"}', 'json'],
  ['{"numeric": ["!", 5]}', 'json'],
  ['{"prefix": 5}', 'json'],
  ['{"unheard-of": {"a": [1]}}', 'json'],
  ['{"anything-but": []}', 'json'],
  ['["nested"]', 'json'],
  ['{}', 'json'],
] as const;

describe('a condition', () => {
  it.each(MATCHERS)('%s is %s and comes back letter by letter', (text, operator) => {
    const conditions = conditionsOf([text]);
    expect(conditions.map((condition) => condition.operator)).toEqual([operator]);
    expect(conditions.flatMap(matchersOf)).toEqual([text]);
  });
  it('takes plain values that follow one another as one, in their order', () => {
    const texts = ['"a"', '1', '{"prefix": "x"}', 'null'];
    const conditions = conditionsOf(texts);
    expect(conditions.map(({ values }) => values)).toEqual([['a', '1'], ['x'], ['null']]);
    expect(conditions.flatMap(matchersOf)).toEqual(texts);
  });
  it.each([
    ['equals', ['5', 'b'], 'numeric', ['<', '5']],
    ['numeric', ['>', '3'], 'equals', ['3']],
    ['equals', ['a', 'b'], 'prefix', ['a']],
    ['exists', [], 'equals', ['']],
    ['equals', ['a'], 'absent', []],
  ] as const)('of %s keeps what it can as another', (operator, values, next, kept) => {
    expect(withOperator({ operator, values: [...values] }, next).values).toEqual(kept);
  });
});

const FULL = `{
  "source": ["orders"],
  "detail": {
    "attempt": [{"numeric": ["<", 5]}, null],
    "a.b": ["x"],
    "$or": [{"c": [1]}, {"d": [{"exists": false}]}]
  },
  "resources": []
}`;

describe('the form', () => {
  it('shows what it can and keeps the rest as JSON, letter by letter', () => {
    const form = patternForm(FULL);
    if (!form.ok) throw new Error(form.reason);
    expect(form.rows.map((row) => [row.field, row.json !== null])).toEqual([
      ['source', false],
      ['detail.attempt', false],
      ['detail["a.b"]', false],
      ['detail.$or', true],
      ['resources', false],
    ]);
    expect(patternText(form.rows)).toEqual({ ok: true, text: FULL });
  });

  it('gives any pattern back as it was', () => {
    const matcher = fc.constantFrom(...MATCHERS.map(([text]) => text));
    const leaf = fc.array(matcher, { maxLength: 3 }).map((texts) => `[${texts.join(',')}]`);
    const name = fc.oneof(fc.constantFrom('a', 'b', 'detail', '$or', 'a.b', '0'), fc.string());
    const { tree } = fc.letrec<{ tree: string; node: string }>((tie) => ({
      node: fc.oneof({ maxDepth: 3 }, leaf, fc.constantFrom('{}', '1', '"x"', '[[1]]'), tie('tree')),
      tree: fc
        .uniqueArray(fc.tuple(name, tie('node')), { selector: ([key]) => key, maxLength: 4 })
        .map((members) => `{${members.map(([key, value]) => `${JSON.stringify(key)}: ${value}`).join(',')}}`),
    }));
    fc.assert(
      fc.property(tree, (text) => {
        const form = patternForm(text);
        if (!form.ok) throw new Error(form.reason);
        const back = patternText(form.rows);
        if (!back.ok) throw new Error([...back.problems.values()].join());
        expect(JSON.stringify(JSON.parse(back.text))).toBe(JSON.stringify(JSON.parse(text)));
      }),
    );
  });

  it.each([
    ['{"a": [1', /error/],
    ['[1]', /object/],
    ['{"a": [1], "a": [2]}', /twice/],
    [`{"a": ["${'x'.repeat(20_000)}"]}`, /too long/],
  ])('leaves %.20s to the JSON', (text, reason) => {
    const form = patternForm(text);
    expect(form.ok ? '' : form.reason).toMatch(reason);
  });

  it('is empty for no text', () => {
    expect(patternForm(' ')).toEqual({ ok: true, rows: [] });
    expect(patternText([])).toEqual({ ok: true, text: '{}' });
  });

  it('waits for what is written in a row that was just added', () => {
    const blank = {
      id: 1,
      field: '',
      conditions: [{ operator: 'equals' as const, values: [''] }],
      json: null,
    };
    const row = { id: 0, field: 'source', conditions: conditionsOf(['"a"']), json: null };
    expect(patternText([row, blank])).toEqual({
      ok: true,
      text: '{\n  "source": ["a"]\n}',
    });
    expect(patternText([{ ...blank, conditions: conditionsOf(['"a"']) }]).ok).toBe(false);
  });

  it.each([
    [[' ', 'source'], 0, /Name a field/],
    [['source', 'source'], 1, /already/],
    [['detail', 'detail.a'], 1, /row for detail itself/],
    [['detail.a', 'detail'], 1, /inside this one/],
  ])('says at the row why %j is no pattern', (fields, id, problem) => {
    const rows = fields.map((field, index) => ({ id: index, field, conditions: [], json: null }));
    const back = patternText(rows);
    expect(back.ok ? '' : back.problems.get(id)).toMatch(problem);
  });
});
