import { type JudgeableRule, judgeRules } from './judge-rules.ts';
import { targetOfArn } from './target-arn.ts';

/** A rule with what it points to. */
interface CarryingRule extends JudgeableRule {
  targets: readonly { arn: string }[];
}

/**
 * The rule that carried an event to a function, as far as the rules of today tell: the only enabled one that matches
 * the event and has the function as a target. Null where none or several might have.
 */
export function carryingRule(
  rules: readonly CarryingRule[],
  event: unknown,
  functionName: string,
): string | null {
  const reaching = rules.filter(({ targets }) =>
    targets.some(({ arn }) => targetOfArn(arn).functionName === functionName),
  );
  const [first, ...others] = judgeRules(reaching, event).filter(({ outcome }) => outcome === 'matches');
  return first === undefined || others.length > 0 ? null : first.rule.ruleName;
}
