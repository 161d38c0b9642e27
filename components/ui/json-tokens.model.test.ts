import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prettyJson, prettyJsonText } from './json-tokens.model';

describe('prettyJson', () => {
  it('keeps big integers, exponents, escapes and duplicate keys as written', () => {
    const text = '{"id":12345678901234567890,"a":1.0e+2,"a":"\\ud800\\u0000 {,}","__proto__":{},"e":[]}';
    expect(prettyJsonText(text)).toBe(
      [
        '{',
        '  "id": 12345678901234567890,',
        '  "a": 1.0e+2,',
        '  "a": "\\ud800\\u0000 {,}",',
        '  "__proto__": {},',
        '  "e": []',
        '}',
      ].join('\n'),
    );
  });

  it('names the kinds of its tokens', () => {
    expect(prettyJson('{"a":[true,"x",-1]}')?.flatMap((line) => line.tokens)).toEqual([
      { kind: 'mark', text: '{' },
      { kind: 'key', text: '"a"' },
      { kind: 'mark', text: ': ' },
      { kind: 'mark', text: '[' },
      { kind: 'literal', text: 'true' },
      { kind: 'mark', text: ',' },
      { kind: 'string', text: '"x"' },
      { kind: 'mark', text: ',' },
      { kind: 'number', text: '-1' },
      { kind: 'mark', text: ']' },
      { kind: 'mark', text: '}' },
    ]);
  });

  it.each(['', 'START RequestId', '{"a":}', '[1,]', 'undefined'])('is null for %j', (text) => {
    expect(prettyJson(text)).toBeNull();
  });

  it('means the same as what it prints, for any JSON', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(JSON.parse(prettyJsonText(text) ?? 'x')).toEqual(JSON.parse(text));
      }),
    );
  });

  it('goes 5,000 levels deep', () => {
    expect(prettyJson('['.repeat(5000) + ']'.repeat(5000))).toHaveLength(9999);
  });
});
