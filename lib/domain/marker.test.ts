import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMarker } from './marker.ts';

const ID = '7c1e52a4-3b0d-4f6a-9d1e-0a2b3c4d5e6f';
const line = (fields: string) => `{"rerun":{"v":1,"via":"invoke","requestId":"${ID}"${fields}}}`;

describe('parseMarker', () => {
  it('reads every field', () => {
    const text = line(
      ',"attempt":3,"maxAttempts":5,"reason":"status=PENDING","traceId":"1-a","parent":{"requestId":"p"},"next":{"eventId":"e"},"input":{"id": 12345678901234567890,"x":[1 ,2]}',
    );
    expect(parseMarker(`  ${text}\n`, ID)).toEqual({
      v: 1,
      via: 'invoke',
      attempt: 3,
      maxAttempts: 5,
      reason: 'status=PENDING',
      traceId: '1-a',
      requestId: ID,
      parent: { requestId: 'p' },
      next: { eventId: 'e' },
      input: '{"id": 12345678901234567890,"x":[1 ,2]}',
    });
  });

  it.each([
    ['null', ',"input":null', 'null'],
    ['a string with an escape', ',"input":"a\\"b,}"', '"a\\"b,}"'],
    ['a number', ',"input":1e400', '1e400'],
    ['none', '', null],
    ['the last of two', ',"input":1,"input":[2]', '[2]'],
    ['behind a nested namesake', ',"x":{"input":1},"input":2', '2'],
    ['an escaped key', ',"in\\u0070ut":7', '7'],
  ])('keeps the input’s text: %s', (_name, fields, input) => {
    expect(parseMarker(line(fields), ID)?.input).toBe(input);
  });

  it.each([
    [
      'a wrong type',
      ',"attempt":"3","maxAttempts":-1,"reason":{},"traceId":7,"parent":"p","next":{"requestId":""}',
    ],
    ['too large a count', ',"attempt":1e300,"maxAttempts":2.5,"next":[]'],
  ])('has null for a field of %s', (_name, fields) => {
    expect(parseMarker(line(fields), ID)).toMatchObject({
      attempt: null,
      maxAttempts: null,
      reason: null,
      traceId: null,
      parent: null,
      next: null,
    });
  });

  it.each([
    ['of another run', line('').replace(ID, 'another')],
    ['inside a longer line', `got ${line('')}`],
    ['with something behind it', `${line('')} !`],
    ['beside another field', `{"x":1,${line('').slice(1)}`],
    ['of another version', line('').replace('"v":1', '"v":2')],
    ['without via', line('').replace('"via":"invoke",', '')],
    ['that is an array', `[${line('')}]`],
    ['that is broken', line('').slice(0, -1)],
    ['in a string', JSON.stringify(line(''))],
    ['of more than 64 KB', line(`,"input":"${'x'.repeat(70_000)}"`)],
    ['with a value that is no object', '{"rerun":"x"}'],
  ])('is null for a marker %s', (_name, text) => {
    expect(parseMarker(text, ID)).toBeNull();
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(() => parseMarker(`{"rerun":${json}}`, ID)).not.toThrow();
        expect(() => parseMarker(line(`,"input":${json},"next":${json}`), ID)).not.toThrow();
        expect(parseMarker(line(`,"input":${json}`), ID)?.input).toBe(json.trim());
      }),
    );
  });
});
