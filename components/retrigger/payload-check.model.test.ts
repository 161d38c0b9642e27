import { describe, expect, it } from 'vitest';
import { checkPayload, payloadProblem } from './payload-check.model';

describe('checkPayload', () => {
  it.each([
    ['{"id":12345678901234567890}', null],
    ['"\\ud800"', null],
    ['  ', 'Write a payload. {} is an empty event.'],
  ])('says of %j: %s', (text, problem) => {
    expect(payloadProblem(checkPayload(text, 100))).toBe(problem);
  });

  it('names line and column of a syntax error', () => {
    const check = checkPayload('{\n  "a": 1,\n}', 100);
    expect(check).toMatchObject({ ok: false, syntax: { line: 3, column: 1 } });
    expect(payloadProblem(check)).toMatch(/^Line 3, column 1: ./);
  });

  it('counts bytes, not characters, against the route’s limit', () => {
    expect(checkPayload('"ü"', 4)).toMatchObject({ bytes: 4, tooLarge: false, ok: true });
    expect(checkPayload('"ü"', 3)).toMatchObject({ tooLarge: true, ok: false });
  });
});
