import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AWS_PACE, backOffDelayMs, pollDelayMs, SANDBOX_PACE } from './poll-pace.ts';

it.each([
  [AWS_PACE, 0, 1_000],
  [AWS_PACE, 119_999, 1_000],
  [AWS_PACE, 120_000, 2_000],
  [AWS_PACE, 300_000, 8_000],
  [AWS_PACE, Number.POSITIVE_INFINITY, 15_000],
  [SANDBOX_PACE, 0, 350],
  [SANDBOX_PACE, Number.POSITIVE_INFINITY, 1_000],
])('a quiet group is read less', (pace, quietMs, delayMs) => {
  expect(pollDelayMs(quietMs, pace)).toBe(delayMs);
});

it('backs off by doubling up to the limit, at random within the upper half', () => {
  expect(backOffDelayMs(1, AWS_PACE, 0)).toBe(500);
  expect(backOffDelayMs(3, AWS_PACE, 0.5)).toBe(3_000);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (failures, random) => {
        const delayMs = backOffDelayMs(failures, AWS_PACE, random);
        expect(delayMs).toBeGreaterThanOrEqual(500);
        expect(delayMs).toBeLessThanOrEqual(AWS_PACE.backOffMaxMs);
      },
    ),
  );
});
