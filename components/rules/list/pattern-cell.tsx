import { WordsCell } from '@/components/ui/words-cell';
import type { RuleSummary } from '@/lib/contract/rule';

/** The pattern in words. */
export function PatternCell({
  rule: { patternWords, scheduleExpression, eventPattern },
}: {
  rule: RuleSummary;
}) {
  const otherwise =
    scheduleExpression === null ? (eventPattern ?? 'no pattern') : `on a schedule: ${scheduleExpression}`;
  return <WordsCell lines={patternWords} none={otherwise} joined=", and " short={60} />;
}
