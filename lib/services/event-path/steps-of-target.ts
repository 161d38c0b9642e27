import { AppError } from '../../domain/app-error.ts';
import { listWords } from '../../domain/list-words.ts';
import { readinessOfTargets } from '../publish/target-readiness.ts';
import { broken, editRule, type Finding, ok, unknown, type Walk } from './walk.ts';

/** What the carrying rules point to; leaves their targets in the walk. */
export async function targetStep(walk: Walk): Promise<Finding> {
  const { carriers, context, reads } = walk;
  if (carriers.length === 0) return unknown('Which target it has is not known without its rule.');
  try {
    for (const rule of carriers) {
      const found = await readinessOfTargets(context, reads, rule.ruleArn, rule.targets);
      walk.targets.push(...found.map((target) => ({ ...target, rule })));
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return unknown(`The targets could not be read: ${error.message}`);
  }
  const names = listWords(carriers.map(({ ruleName }) => ruleName));
  if (walk.targets.length === 0) {
    const one = carriers.length === 1;
    const message = `${one ? 'Rule' : 'Rules'} ${names} ${one ? 'has' : 'have'} no target: nothing is run.`;
    return broken(message, 'ListTargetsByRule', carriers.map(editRule));
  }
  const missing = walk.targets.filter(({ obstacle }) => obstacle === 'missing');
  const [first] = missing;
  if (first !== undefined && missing.length === walk.targets.length) {
    return broken(
      `Rule ${first.rule.ruleName} points to ${first.name}, and there is no such function.`,
      first.arn,
      [editRule(first.rule)],
    );
  }
  const present = walk.targets.filter(({ obstacle }) => obstacle !== 'missing');
  return ok(
    `It targets ${listWords(present.map(({ name }) => name))}.`,
    present.map(({ arn }) => arn).join('\n'),
  );
}

/** Whether EventBridge may invoke the targets. */
export function permissionStep({ targets, event }: Walk): Finding {
  const present = targets.filter(({ obstacle }) => obstacle !== 'missing');
  if (present.length === 0) return unknown('There is no target that is known.');
  const refused = present.filter(({ permitted }) => permitted === 'no');
  const [first] = refused;
  const ran = (event.row?.causedHopCount ?? 0) > 0;
  if (first !== undefined && (refused.length === present.length || !ran)) {
    const { functionName, name, reason, rule } = first;
    const { eventBusName, ruleName } = rule;
    const fixes =
      functionName === null
        ? [editRule(rule)]
        : [
            {
              label: `Allow ${ruleName} to invoke ${functionName}`,
              fix: { kind: 'allow-target' as const, eventBusName, ruleName, functionName },
            },
          ];
    return broken(`EventBridge may not invoke ${name} for rule ${ruleName}: ${reason}`, first.arn, fixes);
  }
  const reasons = present.map(({ name, reason }) => `${name}: ${reason}`).join('\n');
  const permitted = present.filter((target) => target.permitted === 'yes');
  if (permitted.length > 0) {
    return ok(`EventBridge may invoke ${listWords(permitted.map(({ name }) => name))}.`, reasons);
  }
  const names = listWords(present.map(({ name }) => name));
  return unknown(`Whether EventBridge may invoke ${names} is not known.`, reasons);
}
