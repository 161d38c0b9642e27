import { onTestFailed } from 'vitest';

/**
 * Shares of a life (0 to 1) at which to kill it: one somewhere in each of `count` equal parts, in no order. A test that
 * fails says by which CRASH_SEED it gets the same again.
 */
export function killPoints(count: number): number[] {
  const seed = Number(process.env.CRASH_SEED ?? Date.now() % 2 ** 32);
  onTestFailed(() => void process.stdout.write(`the points were those of CRASH_SEED=${seed}\n`));
  const random = randomOf(seed);
  return Array.from({ length: count }, (_, part) => ({ order: random(), share: (part + random()) / count }))
    .sort((a, b) => a.order - b.order)
    .map(({ share }) => share);
}

/** Mulberry32: numbers from 0 to 1 that a seed repeats. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
