import { AppError } from '../../domain/app-error.ts';
import { ruleArnOf } from '../../domain/target-arn.ts';
import type { RuleContext } from './rule-context.ts';

/** The ARN that the rule has or will have. Throws `aws-unreachable` while the account is not known. */
export function plannedRuleArn(
  { where }: Pick<RuleContext, 'where'>,
  { eventBusName, ruleName }: { eventBusName: string; ruleName: string },
): string {
  const { accountId, region } = where;
  if (accountId === null) {
    throw new AppError('aws-unreachable', 'AWS has not said yet whose account this is.', {
      nextStep: 'Look at the health page.',
    });
  }
  return ruleArnOf({ region, accountId, eventBusName, ruleName });
}
