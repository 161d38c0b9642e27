import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeEventPattern } from './describe-event-pattern.ts';
import { parseEventPattern } from './parse-event-pattern.ts';
import { anyPatternText } from './testing/arbitrary-pattern.ts';
import { patternFrom } from './testing/pattern-from.ts';

function problemOf(text: string) {
  const parsed = parseEventPattern(text);
  if (parsed.ok) throw new Error(`read as a pattern: ${text}`);
  return parsed.problem;
}

describe('parseEventPattern', () => {
  it.each([
    ['', 'Filter is not an object'],
    ['["a"]', 'Filter is not an object'],
    ['{}', 'Empty objects are not allowed'],
    ['{"detail": {}}', 'Empty objects are not allowed'],
    ['{"source": []}', 'Empty arrays are not allowed'],
    ['{"source": "shop"}', '"source" must be an object or an array'],
    ['{"source": [["shop"]]}', 'Match value must be String, number, true, false, or null'],
    ['{"a": [{}]}', 'Match expression name not found'],
    ['{"a": [{"like": "x"}]}', 'Unrecognized match type like'],
    ['{"a": [{"prefix": "x", "suffix": "y"}]}', 'Only one key allowed in match expression'],
    ['{"a": [{"prefix": {"suffix": "x"}}]}', 'Unsupported prefix pattern: suffix'],
    ['{"a": [{"suffix": {}}]}', 'Suffix expression name not found'],
    ['{"a": [{"wildcard": 1}]}', 'wildcard match pattern must be a string'],
    ['{"a": [{"wildcard": "é**"}]}', 'Consecutive wildcard characters at pos 3'],
    ['{"a": [{"wildcard": "a\\\\b"}]}', 'Invalid escape character at pos 2'],
    ['{"a": [{"exists": "yes"}]}', 'exists match pattern must be either true or false.'],
    ['{"a": [{"numeric": 5}]}', 'Value of numeric must be an array.'],
    ['{"a": [{"numeric": []}]}', 'Invalid member in numeric match: ]'],
    ['{"a": [{"numeric": [">", 1, ">", 2]}]}', 'Bad numeric range operator: >'],
    ['{"a": [{"numeric": [">", 1, 2]}]}', 'Bad value in numeric range: 2'],
    ['{"a": [{"numeric": [">", 1, "<", "2"]}]}', 'Value of < must be numeric'],
    [
      '{"a": [{"anything-but": null}]}',
      'Value of anything-but must be an array or single string/number value.',
    ],
    ['{"a": [{"anything-but": {"cidr": "x"}}]}', 'Unsupported anything-but pattern: cidr'],
    ['{"a": [{"anything-but": []}]}', 'Inside anything but list, either all values are number or string'],
    ['{"a": [{"anything-but": [true]}]}', 'Inside anything but list, start|null|boolean is not supported.'],
    ['{"a": [{"anything-but": 12345678901234567890123}]}', 'Cannot compare number : 12345678901234567890123'],
    ['{"a": [{"cidr": "10.0.0.0/33"}]}', 'IPv4 mask bits must be < 32'],
    ['{"a": [{"cidr": "10.0.0.0/x"}]}', 'Malformed CIDR, mask bits must be an integer'],
    ['{"a": [{"cidr": "10.0.0.0/-1"}]}', 'Malformed CIDR, mask bits must not be negative'],
    ['{"a": [{"cidr": "host/8"}]}', 'Nonstandard IP address: host'],
    ['{"a": [{"cidr": "300.0.0.1/8"}]}', 'Invalid IP address: 300.0.0.1'],
    ['{"a": [1', 'Unexpected end-of-input: expected close marker for Array'],
    ['{"a": [1,]}', "Unexpected character (']' (code 93)): expected a valid value (JSON String"],
    [
      '{"a" [1]}',
      "Unexpected character ('[' (code 91)): was expecting a colon to separate field name and value",
    ],
    ['{a: [1]}', "Unexpected character ('a' (code 97)): was expecting double-quote to start field name"],
    ['{"a": [yes]}', "Unrecognized token 'yes': was expecting (JSON String"],
    ['{"a": [01]}', 'Invalid numeric value: Leading zeroes not allowed'],
    [
      '{"a": [1.]}',
      "Unexpected character (']' (code 93)) in numeric value: Decimal point not followed by a digit",
    ],
    ['{"a": ["\\x"]}', "Unrecognized character escape 'x' (code 120)"],
    ['{"a": ["\n"]}', 'Illegal unquoted character ((CTRL-CHAR, code 10))'],
    ['{"a": [1]} 2', 'Nothing may follow the event pattern'],
    ['{"$or": [{"a": [1]}]}', 'Unrecognized match type a'],
    [`{"a": [{"wildcard": "${'*ab'.repeat(101)}"}]}`, 'Rule is too complex'],
  ])('refuses %s', (text, reason) => {
    expect(problemOf(text).message).toContain(`Event pattern is not valid. Reason: ${reason}`);
  });

  it('names the place and the field at fault', () => {
    const problem = problemOf('{\n  "detail": {\n    "attempt": [{"numeric": ["<", "5"]}]\n  }\n}');
    expect(problem).toMatchObject({ line: 3, column: 36, path: ['detail', 'attempt'] });
    expect(problem.message).toMatch(/\n at \[Source: \(String\)"\{\n.*; line: 3, column: 36\]$/s);
  });

  it('quotes no more of a long text than AWS does', () => {
    expect(problemOf(`{"a": ["${'x'.repeat(600)}"], "b": 1}`).message).toContain(
      'xx"[truncated 119 chars]; line: 1',
    );
  });

  it('takes the last of equal keys and joins objects of one key', () => {
    expect(patternFrom('{"a": [1], "a": [2], "b": {"c": [3]}, "b": {"d": [4]}}').alternatives).toMatchObject([
      [
        { path: ['a'], matchers: [{ text: '2' }] },
        { path: ['b', 'c'], matchers: [{ text: '3' }] },
        { path: ['b', 'd'], matchers: [{ text: '4' }] },
      ],
    ]);
  });

  it('multiplies $or out, up to a thousand combinations', () => {
    const ten = Array.from({ length: 10 }, (_, i) => ({ [`f${i}`]: [i] }));
    const three = { a: { $or: ten }, b: { $or: ten }, c: { $or: ten } };
    expect(patternFrom(JSON.stringify(three)).alternatives).toHaveLength(1000);
    expect(problemOf(JSON.stringify({ ...three, d: { $or: ten } })).message).toContain('more than 1000');
  });

  it('reads $or with a reserved name as a field of that name', () => {
    const pattern = patternFrom('{"$or": [{"prefix": "a"}, {"suffix": "b"}]}');
    expect(pattern.nodes).toMatchObject([{ kind: 'field', path: ['$or'], matchers: [{}, {}] }]);
  });

  it('keeps what counts where a field stands both outside and within $or', () => {
    const pattern = patternFrom('{"a": [1], "$or": [{"a": [2]}, {"b": [3]}]}');
    expect(describeEventPattern(pattern).map(({ words }) => words)).toEqual([
      'either a is 2 or (a is 1 and b is 3)',
    ]);
  });

  it('takes neither endless depth nor endless length', () => {
    expect(problemOf('{"a":'.repeat(1001)).message).toContain('Document nesting depth');
    expect(problemOf(`{"a": ["${'x'.repeat(70_000)}"]}`).message).toContain('65536');
  });

  it('never throws, whatever the text', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseEventPattern(text)));
    fc.assert(fc.property(fc.json(), (text) => void parseEventPattern(text)));
  });

  it('never throws on a pattern that lost or gained a character', () => {
    const edits = fc.record({
      at: fc.nat(),
      remove: fc.nat(2),
      add: fc.constantFrom('', '"', '{', ']', ',', '\\', '*', '9'),
    });
    fc.assert(
      fc.property(anyPatternText, edits, (text, { at, remove, add }) => {
        const index = at % (text.length + 1);
        const parsed = parseEventPattern(text.slice(0, index) + add + text.slice(index + remove));
        if (!parsed.ok) expect(parsed.problem.line).toBeGreaterThan(0);
      }),
    );
  });

  it('reads and describes every pattern of the language', () => {
    fc.assert(
      fc.property(anyPatternText, (text) => {
        const words = describeEventPattern(patternFrom(text));
        expect(words.length).toBeGreaterThan(0);
        for (const { words: sentence } of words) expect(sentence).not.toContain('undefined');
      }),
    );
  });
});
