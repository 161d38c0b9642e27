import type { ConditionLimits } from '@/lib/contract/condition';
import { delayOf } from '@/lib/domain/condition/delay-of';
import { durationWords } from '@/lib/domain/condition/duration-words';

interface PreviewedRun {
  /** 2 for the first run that follows. */
  attempt: number;
  delaySeconds: number;
  /** From the end of the first run to its start, the runs themselves taking no time. */
  afterSeconds: number;
}

export interface DelayPreview {
  runs: PreviewedRun[];
  /** Follow those shown. */
  moreRuns: number;
  /** What ends a chain whose results keep matching, in words. */
  ends: string;
}

/** When the runs of a chain would follow one another, with the longest delays where chance has a part; the first `shown`. */
export function delayPreview(limits: ConditionLimits, shown: number): DelayPreview {
  const { maxAttempts, windowSeconds, jitter } = limits;
  const runs: PreviewedRun[] = [];
  let afterSeconds = 0;
  let attempt = 1;
  for (; attempt < maxAttempts; attempt++) {
    const delaySeconds = delayOf(limits, attempt, () => 1) / 1000;
    if (windowSeconds !== null && afterSeconds + delaySeconds > windowSeconds) break;
    afterSeconds += delaySeconds;
    if (runs.length < shown) runs.push({ attempt: attempt + 1, delaySeconds, afterSeconds });
  }
  const upTo = jitter === 'FULL' && afterSeconds > 0 ? 'at the latest ' : '';
  const last = afterSeconds === 0 ? 'at once' : `${upTo}${durationWords(afterSeconds)} after the first`;
  const ends =
    attempt < maxAttempts && windowSeconds !== null
      ? `The window of ${durationWords(windowSeconds)} ends it with run ${attempt} of ${maxAttempts}${attempt === 1 ? '' : `, ${last}`}.`
      : `Run ${maxAttempts} is the last, ${last}.`;
  return { runs, moreRuns: attempt - 1 - runs.length, ends };
}
