import { describeEventPattern } from '../event-pattern/describe-event-pattern.ts';
import { parseEventPattern } from '../event-pattern/parse-event-pattern.ts';
import type { ConditionLimits } from './condition.ts';
import { durationWords } from './duration-words.ts';

/** When the function runs again, one sentence for each field and each `$or`; all must hold. Empty where it is no pattern. */
export function describeWhen(when: string): string[] {
  const parsed = parseEventPattern(when);
  return parsed.ok ? describeEventPattern(parsed.pattern).map(({ words }) => words) : [];
}

/** The limits in plain words, the one that always stands first. */
export function describeLimits(limits: ConditionLimits): string[] {
  return [
    ...describeChainLimits(limits),
    `at most ${limits.ratePerSecond} a second over all chains`,
    `only results not older than ${durationWords(limits.maxAgeSeconds)}`,
  ];
}

/** Those that concern a single chain, which code and state machines can keep by themselves. */
export function describeChainLimits(limits: ConditionLimits): string[] {
  const words = [`at most ${limits.maxAttempts} runs of one chain, the first included`, delayWords(limits)];
  if (limits.windowSeconds !== null) {
    words.push(`within ${durationWords(limits.windowSeconds)} of the first run`);
  }
  if (limits.budgetUsd !== null) words.push(`while a chain has cost less than ${limits.budgetUsd} USD`);
  return words;
}

function delayWords({ delaySeconds, backoffRate, maxDelaySeconds, jitter }: ConditionLimits): string {
  if (delaySeconds === 0) return 'at once';
  const first = durationWords(delaySeconds);
  const delay =
    backoffRate === 1 ? `${first} later` : `${first} later, each time ${backoffRate} times as long as before`;
  const cap = maxDelaySeconds === null ? '' : `, up to ${durationWords(maxDelaySeconds)}`;
  return `${delay}${cap}${jitter === 'FULL' ? ', or any shorter wait by chance' : ''}`;
}
