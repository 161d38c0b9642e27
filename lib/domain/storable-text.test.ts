import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storableText } from './storable-text.ts';

describe('storableText', () => {
  it.each([
    ['clean 😀 text\t\u001b[31m', 'clean 😀 text\t\u001b[31m', false],
    ['a\0b', 'a␀b', true],
    ['\ud800', '\ufffd', true],
    ['😀\udc00x\ud83d', '😀\ufffdx\ufffd', true],
    ['\ud800\ud800\udc00', '\ufffd\ud800\udc00', true],
    ['', '', false],
  ])('of %j', (text, expected, altered) => {
    expect(storableText(text)).toEqual({ text: expected, altered });
  });

  it('leaves nothing that a database refuses, and keeps the length', () => {
    const hostile = fc
      .array(fc.oneof(fc.integer({ min: 0xd7f0, max: 0xe010 }), fc.nat(0x40)))
      .map((codes) => String.fromCharCode(...codes));
    fc.assert(
      fc.property(hostile, (text) => {
        const stored = storableText(text);
        expect(stored.text).not.toContain('\0');
        expect(Buffer.from(stored.text, 'utf8').toString('utf8')).toBe(stored.text);
        expect(stored.text).toHaveLength(text.length);
        expect(stored.altered).toBe(stored.text !== text);
        expect(storableText(stored.text)).toEqual({ text: stored.text, altered: false });
      }),
    );
  });
});
