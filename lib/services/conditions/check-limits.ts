import type { SaveConditionInput } from '../../contract/condition.ts';
import type { ProblemText } from '../../contract/operation.ts';
import { durationWords } from '../../domain/condition/duration-words.ts';
import { fieldProblem } from '../rules/field-problem.ts';

/** What is wrong with limits that are each well formed but do not go together. */
export function checkLimits({ limits, counterPath, nextInput }: SaveConditionInput): {
  problems: ProblemText[];
  warnings: string[];
} {
  const { delaySeconds, maxDelaySeconds, windowSeconds, backoffRate, jitter } = limits;
  const problems: ProblemText[] = [];
  if (windowSeconds !== null && delaySeconds >= windowSeconds && jitter === 'NONE') {
    problems.push(
      fieldProblem(
        'limits.windowSeconds',
        `Nothing would ever run again: the first delay is ${durationWords(delaySeconds)}, the window ${durationWords(windowSeconds)}.`,
        'Allow a longer window or a shorter delay.',
      ),
    );
  }
  if (maxDelaySeconds !== null && maxDelaySeconds < delaySeconds) {
    problems.push(
      fieldProblem(
        'limits.maxDelaySeconds',
        `The longest delay, ${durationWords(maxDelaySeconds)}, is shorter than the first, ${durationWords(delaySeconds)}.`,
        'Raise it, or lower the first delay.',
      ),
    );
  }
  const warnings: string[] = [];
  if (delaySeconds === 0 && (backoffRate > 1 || jitter === 'FULL')) {
    warnings.push('Back-off and jitter do nothing while the delay is 0.');
  }
  if (counterPath?.startsWith('requestPayload.') && nextInput === 'request') {
    warnings.push('The next run gets the same request: a counter in it never changes.');
  }
  return { problems, warnings };
}
