import { targetOfArn } from './target-arn.ts';

interface PointingRule {
  state: string;
  eventPattern: string | null;
  targets: readonly { arn: string }[];
}

/**
 * The only enabled rule with a pattern that has the function as a target: where an event's content is not known, no
 * other rule of today can have carried it there. Null where none or several might have.
 */
export function onlyRuleOfTarget<Rule extends PointingRule>(
  rules: readonly Rule[],
  functionName: string,
): Rule | null {
  const pointing = rules.filter(
    ({ state, eventPattern, targets }) =>
      state !== 'DISABLED' &&
      eventPattern !== null &&
      targets.some(({ arn }) => targetOfArn(arn).functionName === functionName),
  );
  const [only, ...others] = pointing;
  return only === undefined || others.length > 0 ? null : only;
}
