import { describe, expect, it } from 'vitest';
import { zConditionLimits } from '@/lib/contract/condition';
import { delayPreview } from './delay-preview.model';

const limits = (given: object) => zConditionLimits.parse({ maxAttempts: 5, ...given });
const delays = (given: object, shown = 10) =>
  delayPreview(limits(given), shown).runs.map(({ delaySeconds }) => delaySeconds);

describe('delayPreview', () => {
  it('grows by the back-off up to the cap', () => {
    const grown = { delaySeconds: 10, backoffRate: 2, maxDelaySeconds: 30 };
    expect(delays(grown)).toEqual([10, 20, 30, 30]);
    expect(delayPreview(limits(grown), 10).ends).toBe('Run 5 is the last, 1 min 30 s after the first.');
  });

  it('shows the first few of many', () => {
    const preview = delayPreview(limits({ maxAttempts: 10_000, delaySeconds: 1 }), 3);
    expect(preview.runs.map(({ attempt }) => attempt)).toEqual([2, 3, 4]);
    expect(preview.moreRuns).toBe(9996);
  });

  it('ends with the window', () => {
    const preview = delayPreview(limits({ delaySeconds: 60, windowSeconds: 130 }), 10);
    expect(preview.runs.map(({ afterSeconds }) => afterSeconds)).toEqual([60, 120]);
    expect(preview.ends).toBe('The window of 2 min 10 s ends it with run 3 of 5, 2 min after the first.');
  });

  it.each([
    [{}, 'Run 5 is the last, at once.'],
    [{ delaySeconds: 5, jitter: 'FULL' }, 'Run 5 is the last, at the latest 20 s after the first.'],
    [{ delaySeconds: 60, windowSeconds: 10 }, 'The window of 10 s ends it with run 1 of 5.'],
  ])('says of %o how it ends', (given, ends) => {
    expect(delayPreview(limits(given), 10).ends).toBe(ends);
  });
});
