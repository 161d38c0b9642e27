import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTraceHeader, newTraceId, parseTraceHeader, traceKeyOf } from './trace-header.ts';

const ROOT = '1-6ac7607b-710d76f009d6e7785905449a';
const NOTHING = { root: null, self: null, parent: null, sampled: null, lineage: null };

describe('parseTraceHeader', () => {
  it.each([
    [
      `Root=${ROOT};Parent=0efbd19962d95b05;Sampled=1`,
      { root: ROOT, parent: '0efbd19962d95b05', sampled: '1' },
    ],
    [
      `Root=${ROOT};Parent=60d5b6543333d209;Sampled=0;Lineage=1:e547cb94:0`,
      { root: ROOT, parent: '60d5b6543333d209', sampled: '0', lineage: '1:e547cb94:0' },
    ],
    [
      `Root=${ROOT};Parent=15c25d854ec8f782;Sampled=0;Lineage=aae260cf:0|74085691:3`,
      { root: ROOT, parent: '15c25d854ec8f782', sampled: '0', lineage: 'aae260cf:0|74085691:3' },
    ],
    [
      `Self=1-6ac7607e-12456789abcdef012345678a;Root=${ROOT}`,
      { root: ROOT, self: '1-6ac7607e-12456789abcdef012345678a' },
    ],
    [`root=${ROOT};sampled=0;lineage=cd888fb0:0`, { root: ROOT, sampled: '0', lineage: 'cd888fb0:0' }],
    [
      `Sampled=?; Parent=0EFBD19962D95B05 ;ROOT=${ROOT.toUpperCase()}`,
      { root: ROOT, parent: '0efbd19962d95b05', sampled: '?' },
    ],
    [`App=x=y;;Root=${ROOT};Lineage=;CalledFrom=a;=;Sampled=maybe`, { root: ROOT }],
    [`Root=${ROOT};Root=1-00000000-000000000000000000000000`, { root: ROOT }],
    [`Root=${ROOT};Parent=short`, { root: ROOT }],
  ])('reads %s', (text, expected) => {
    expect(parseTraceHeader(text)).toEqual({ ...NOTHING, ...expected });
  });

  it.each([
    '',
    ';',
    'Root',
    'Root=',
    'Parent=0efbd19962d95b05',
    `Root=2${ROOT.slice(1)}`,
    `Root=${ROOT}0`,
    `Root=${ROOT};`.padEnd(9_000, 'x'),
  ])('finds nothing in %s', (text) => {
    expect(parseTraceHeader(text)).toBeNull();
  });

  it('reads back what formatTraceHeader wrote, and never throws', () => {
    const hex = (length: number) =>
      fc
        .array(fc.constantFrom(...'0123456789abcdef'), { minLength: length, maxLength: length })
        .map((digits) => digits.join(''));
    const traceId = fc.tuple(hex(8), hex(24)).map(([time, key]) => `1-${time}-${key}`);
    const header = fc.record({
      root: traceId,
      self: fc.option(traceId),
      parent: fc.option(hex(16)),
      sampled: fc.constantFrom('0' as const, '1' as const, '?' as const, null),
      lineage: fc.constantFrom(null, '1:e547cb94:0', 'a87bd80c:1|68fd508a:5'),
    });
    fc.assert(
      fc.property(header, (value) => {
        expect(parseTraceHeader(formatTraceHeader(value))).toEqual(value);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(() => parseTraceHeader(text)).not.toThrow();
      }),
    );
  });
});

describe('traceKeyOf', () => {
  it('is the 24 digits that tracers keep', () => {
    expect(traceKeyOf(ROOT)).toBe('710d76f009d6e7785905449a');
    expect(traceKeyOf('1-00000000-710D76F009D6E7785905449A')).toBe('710d76f009d6e7785905449a');
    expect(traceKeyOf('nonsense')).toBeNull();
  });
});

describe('newTraceId', () => {
  it('writes the second in eight digits', () => {
    expect(newTraceId(1_791_451_259.9, '710D76F009D6E7785905449A')).toBe(
      '1-6ac7607b-710d76f009d6e7785905449a',
    );
    expect(newTraceId(0, '0'.repeat(24))).toBe(`1-00000000-${'0'.repeat(24)}`);
  });
});
