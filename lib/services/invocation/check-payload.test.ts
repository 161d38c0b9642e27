import { describe, expect, it } from 'vitest';
import { AppError } from '../../domain/app-error.ts';
import { checkPayload } from './check-payload.ts';

function refusal(text: string, type: 'RequestResponse' | 'Event'): AppError | null {
  try {
    checkPayload(text, type);
    return null;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

const ofBytes = (bytes: number) => `"${'é'.repeat((bytes - 2) >> 1)}${bytes % 2 === 0 ? '' : 'x'}"`;

describe('checkPayload', () => {
  it.each([
    ['RequestResponse', 6_291_456],
    ['Event', 1_048_576],
  ] as const)('%s takes exactly %i bytes of UTF-8', (type, limit) => {
    expect(Buffer.byteLength(ofBytes(limit))).toBe(limit);
    expect(refusal(ofBytes(limit), type)).toBeNull();
    const error = refusal(ofBytes(limit + 1), type);
    expect(error?.code).toBe('payload-too-large');
    expect(error?.field).toBe('payload');
    expect(error?.message).toContain((limit + 1).toLocaleString('en-US'));
  });

  it('says where it is not JSON', () => {
    expect(refusal('{\n "a": 01\n}', 'Event')?.message).toMatch(/^Not JSON: line 2, column \d/);
    expect(refusal('', 'Event')?.code).toBe('invalid-input');
  });

  it('takes an escaped lone surrogate and refuses a bare one', () => {
    expect(refusal('"\\ud800"', 'Event')).toBeNull();
    expect(refusal('"\ud800"', 'Event')?.message).toMatch(/half a character/);
    expect(refusal('"😀"', 'Event')).toBeNull();
  });
});
