import { describe, expect, it } from 'vitest';
import { costUsd } from './cost.ts';

describe('costUsd', () => {
  it.each([
    ['x86_64', 1_000, 1_024, 0.0000166667 + 0.0000002],
    ['arm64', 1_000, 1_024, 0.0000133334 + 0.0000002],
    ['x86_64', 263, 256, 0.263 * 0.25 * 0.0000166667 + 0.0000002],
    ['arm64', 0, 128, 0.0000002],
  ] as const)('of %s, %i ms billed at %i MB', (architecture, billedDurationMs, memorySizeMb, expected) => {
    expect(costUsd({ architecture, billedDurationMs, memorySizeMb })).toBe(
      Math.round(expected * 1e12) / 1e12,
    );
  });

  it('takes prices that are set, and knows nothing without REPORT’s figures', () => {
    const prices = { gbSecondX86: 2, gbSecondArm: 1, request: 10 };
    const run = { architecture: 'x86_64', billedDurationMs: 500, memorySizeMb: 1_024 } as const;
    expect(costUsd(run, prices)).toBe(11);
    expect(costUsd({ ...run, billedDurationMs: null })).toBeNull();
    expect(costUsd({ ...run, memorySizeMb: null })).toBeNull();
  });
});
