import { describe, expect, it } from 'vitest';
import { pastedId } from './pasted-id';
import { shortId } from './short-id';

const TRACE = '1-6ac75f13-4f0c2b7d9a1e3c5f7b8d9e0a';

describe('pastedId', () => {
  it.each([
    [TRACE, TRACE],
    [`  ${TRACE.toUpperCase()} `, TRACE],
    [`Root=${TRACE};Parent=53995c3f42cd8ad8;Sampled=1`, TRACE],
    ['7c1e52a4-3b0d-4f6a-9d1e-0a2b3c4d5e6f', '7c1e52a4-3b0d-4f6a-9d1e-0a2b3c4d5e6f'],
    [
      'arn:aws:states:us-east-1:123456789012:execution:pay:run-1',
      'arn:aws:states:us-east-1:123456789012:execution:pay:run-1',
    ],
    ['issuer unavailable', null],
    ['charge-payment', null],
    ['', null],
    ['arn:aws:states: x', null],
  ])('%j → %j', (text, id) => {
    expect(pastedId(text)).toBe(id);
  });
});

describe('shortId', () => {
  it('skips what all trace IDs of a moment share', () => {
    expect(shortId(TRACE)).toBe('4f0c2b7d');
  });
  it('keeps short IDs whole and the end of long ones', () => {
    expect([shortId('abc'), shortId('0123456789abcdef')]).toEqual(['abc', '89abcdef']);
  });
});
