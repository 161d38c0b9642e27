import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../domain/app-error.ts';
import { parseInvocationBody } from './parse-invocation-body.ts';

const blank = fc.constantFrom('', ' ', '\n', '\t', ' \r\n ');

/** JSON text as no serialiser writes it: odd blanks, escapes, big numbers, repeated keys. */
const { value: jsonText } = fc.letrec<{ value: string; member: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(
      'null',
      'true',
      '12345678901234567890',
      '-0',
      '1E+9',
      '0.10',
      '""',
      '"\\ud800"',
      '"\\u0000"',
    ),
    fc.string({ unit: 'grapheme' }).map((text) => JSON.stringify(text)),
    fc
      .tuple(fc.array(tie('value'), { maxLength: 4 }), blank)
      .map(([all, gap]) => `[${gap}${all.join(`${gap},`)}${gap}]`),
    fc
      .tuple(fc.array(tie('member'), { maxLength: 4 }), blank)
      .map(([all, gap]) => `{${gap}${all.join(`,${gap}`)}}`),
  ),
  member: fc
    .tuple(fc.constantFrom('"a"', '"payload"', '"__proto__"', '"\\u0061"', '"}"'), blank, tie('value'))
    .map(([key, gap, value]) => `${key}${gap}:${gap}${value}`),
}));

function refusal(body: string): AppError {
  try {
    parseInvocationBody(body);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('was not refused');
}

describe('parseInvocationBody', () => {
  it('takes any payload out byte for byte, wherever it stands', () => {
    fc.assert(
      fc.property(jsonText, blank, fc.boolean(), (payload, gap, first) => {
        const own = `"payload"${gap}:${gap}${payload}${gap}`;
        const type = `${gap}"invocationType":"Event"`;
        const body = first ? `{${own},${type}}` : `${gap}{${type},${own}}${gap}`;
        expect(parseInvocationBody(body)).toEqual({ payload, invocationType: 'Event', traceId: null });
      }),
    );
  });

  it('finds the field under an escaped key, and the last of repeated ones', () => {
    expect(parseInvocationBody('{"pay\\u006coad":1}').payload).toBe('1');
    expect(parseInvocationBody('{"payload":1,"payload":{"payload":3}}').payload).toBe('{"payload":3}');
  });

  it('reads type and trace ID', () => {
    const traceId = '1-65F2A1B3-0123456789abcdef01234567';
    expect(parseInvocationBody(`{"payload":null,"traceId":"${traceId}"}`)).toEqual({
      payload: 'null',
      invocationType: 'RequestResponse',
      traceId: traceId.toLowerCase(),
    });
  });

  it('survives 200,000 levels', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    expect(parseInvocationBody(`{"payload":${deep}}`).payload).toBe(deep);
  });

  it.each([
    ['{"payload":1', 'body', /line 1, column 13/],
    ['{\n  "payload": {,}\n}', 'body', /line 2, column 15/],
    ['[1]', 'body', /JSON object/],
    ['"payload"', 'body', /JSON object/],
    ['{}', 'payload', /missing/],
    ['{"payload":1,"invocationType":"DryRun"}', 'invocationType', /invocationType/],
    ['{"payload":1,"traceId":"1-x"}', 'traceId', /looks like/],
    ['{"payload":1,"paylaod":2}', 'paylaod', /no such field/],
    ['{"payload":1,"__proto__":{"invocationType":"Event"}}', '__proto__', /no such field/],
  ])('refuses %s beside the field', (body, field, message) => {
    const error = refusal(body);
    expect(error.code).toBe('invalid-input');
    expect(error.field).toBe(field);
    expect(error.message).toMatch(message);
  });
});
