import type { ConditionLimits } from './condition.ts';

/** What a schedule is good for; longer delays are cut. */
const LONGEST_DELAY_SECONDS = 31_536_000;

/**
 * The wait in ms between the run number `attempt` (1 for the first) and the next: the delay times the back-off rate for
 * each run before, up to the longest delay; with jitter `FULL` any part of it. `random` gives 0 to 1.
 */
export function delayOf(limits: ConditionLimits, attempt: number, random: () => number): number {
  const cap = longestDelaySeconds(limits);
  const grown = limits.delaySeconds * limits.backoffRate ** (Math.max(1, attempt) - 1);
  const seconds = limits.delaySeconds === 0 ? 0 : Math.min(grown, cap);
  return Math.round(seconds * 1000 * (limits.jitter === 'FULL' ? random() : 1));
}

export function longestDelaySeconds({ maxDelaySeconds }: ConditionLimits): number {
  return Math.min(maxDelaySeconds ?? LONGEST_DELAY_SECONDS, LONGEST_DELAY_SECONDS);
}
