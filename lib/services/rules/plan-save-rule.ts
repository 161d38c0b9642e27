import type { Plan } from '../../contract/plan.ts';
import type { RuleCheck, SaveRuleInput } from '../../contract/rule.ts';
import { AppError } from '../../domain/app-error.ts';
import { type PlanProposal, proposePlan } from '../plan/propose-plan.ts';
import { WrongInputError } from '../wrong-input-error.ts';
import { checkRule } from './check-rule.ts';
import { findRule } from './find-rule.ts';
import { managedBy } from './managed-by.ts';
import { managedWarnings, mustNotBeManaged } from './managed-rule.ts';
import { permissionCalls, permissionRemovals } from './permission-calls.ts';
import { plannedRuleArn } from './planned-rule-arn.ts';
import { freshReads, type RecentReads } from './recent-reads.ts';
import type { RuleContext } from './rule-context.ts';

import { putRuleInput, putTargetsInput } from './rule-inputs.ts';
import type { RuleWithTargets } from './rules-of-bus.ts';

const WITHIN_MS = 86_400_000;

/**
 * Plans a new rule, or one in the place of an existing one. Throws `invalid-input` with each problem at its field,
 * `conflict` (the rule exists and `overwrite` is false; a loop that nothing ends; a permission that says something
 * else; nothing to change), or why AWS could not be read.
 */
export async function planSaveRule(context: RuleContext, input: SaveRuleInput): Promise<Plan> {
  const reads = freshReads();
  const ruleArn = plannedRuleArn(context, input);
  const check = await checkRule(context, { rule: input, withinMs: WITHIN_MS }, reads);
  if (check.problems.length > 0) throw new WrongInputError(check.problems);
  const former = await findRule(context, reads, input);
  mustBeNewOrOverwritten(input, former);
  mustEnd(input, check);
  const manager = former === null ? null : await managedBy(context, reads, former);
  if (former !== null) mustNotBeManaged(former);
  return proposePlan(context, {
    title: former === null ? `Create rule ${input.ruleName}` : `Change rule ${input.ruleName}`,
    resourceArn: ruleArn,
    warnings: [...check.warnings, ...managedWarnings(manager), ...changeWarnings(input, former, check)],
    calls: await callsOf(context, reads, { input, former, ruleArn }),
  });
}

/**
 * Nothing may run by halves: a permission is there before its target is, a target goes before the pattern that was not
 * made for it comes, and a rule that is to be disabled is so first.
 */
async function callsOf(
  context: RuleContext,
  reads: RecentReads,
  { input, former, ruleArn }: { input: SaveRuleInput; former: RuleWithTargets | null; ruleArn: string },
): Promise<PlanProposal['calls']> {
  const { eventBusName, ruleName, targets } = input;
  const kept = new Set(targets.map(({ id }) => id));
  const keptArns = new Set(targets.map(({ arn }) => arn));
  const before = former?.targets ?? [];
  const droppedIds = before.filter(({ id }) => !kept.has(id)).map(({ id }) => id);
  const droppedArns = before.filter(({ arn }) => !keptArns.has(arn)).map(({ arn }) => arn);
  const rule = { ruleArn, eventBusName, ruleName };
  const put = { operation: 'PutRule', input: putRuleInput(input, former) };
  const remove = {
    operation: 'RemoveTargets',
    input: { Rule: ruleName, EventBusName: eventBusName, Ids: droppedIds },
  };
  const removes = droppedIds.length === 0 ? [] : [remove];
  const targetCalls =
    targets.length === 0 ? [] : [{ operation: 'PutTargets', input: putTargetsInput(input, targets, before) }];
  return [
    ...(input.state === 'DISABLED' ? [put, ...removes] : [...removes, put]),
    ...(await permissionCalls(context, reads, rule, targets)),
    ...targetCalls,
    ...(await permissionRemovals(context, reads, ruleArn, droppedArns)),
  ];
}

function mustBeNewOrOverwritten(input: SaveRuleInput, former: RuleWithTargets | null): void {
  if (former === null || input.overwrite) return;
  throw new AppError('conflict', `Bus ${input.eventBusName} has a rule ${input.ruleName} already.`, {
    field: 'ruleName',
    nextStep: 'Choose another name, or open that rule and change it.',
  });
}

function mustEnd({ state, acceptsLoop }: SaveRuleInput, { loop }: RuleCheck): void {
  if (state === 'DISABLED' || acceptsLoop) return;
  const endless = loop.loops.find(({ bounds }) => bounds.length === 0);
  if (endless === undefined) return;
  const labels = endless.path.map((id) => loop.nodes.find((node) => node.id === id)?.label ?? id);
  throw new AppError(
    'conflict',
    `The rule feeds itself without end: ${[...labels, labels[0]].join(' → ')}. Nothing in the patterns bounds it, and Lambda’s own loop detection does not see events.`,
    {
      field: 'acceptsLoop',
      nextStep: 'Add an upper bound on a counter to the pattern, or confirm that the loop is wanted.',
    },
  );
}

function changeWarnings(input: SaveRuleInput, former: RuleWithTargets | null, { loop }: RuleCheck): string[] {
  const warnings: string[] = [];
  if (loop.loops.length > 0 && input.state === 'ENABLED') {
    const bounds = [...new Set(loop.loops.flatMap((each) => each.bounds))];
    warnings.push(
      bounds.length === 0
        ? 'The rule feeds itself and nothing bounds it: it runs until it is disabled.'
        : `The rule feeds itself; it ends only if every round raises a counter: ${bounds.join('; ')}.`,
    );
  }
  if (former !== null && former.state !== 'DISABLED' && former.eventPattern !== input.eventPattern) {
    warnings.push('For up to a minute after the change events may still meet the former pattern or targets.');
  }
  return warnings;
}
