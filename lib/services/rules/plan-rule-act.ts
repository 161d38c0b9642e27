import type { Plan } from '../../contract/plan.ts';
import type { RuleActInput } from '../../contract/rule.ts';
import { type PlanProposal, proposePlan } from '../plan/propose-plan.ts';
import type { ServiceContext } from '../service-context.ts';
import { readAllRules } from './all-rules.ts';
import { mustFindRule } from './find-rule.ts';
import { loopOfRule, readRuleLoops, withCandidate } from './loop-of-rule.ts';
import { managedBy } from './managed-by.ts';
import { managedWarnings, mustNotBeManaged } from './managed-rule.ts';
import { permissionRemovals } from './permission-calls.ts';
import { freshReads, type RecentReads } from './recent-reads.ts';
import type { RuleWithTargets } from './rules-of-bus.ts';

const TITLES = { enable: 'Enable', disable: 'Disable', delete: 'Delete' } as const;

/**
 * Plans to enable, disable or delete a rule. Deleting takes its targets, then the rule, then the permissions that only
 * it used. Throws `not-found`, `conflict` (it belongs to an AWS service or to Reprise's watching; nothing to change).
 */
export async function planRuleAct(context: ServiceContext, { act, ...ref }: RuleActInput): Promise<Plan> {
  const reads = freshReads();
  const rule = await mustFindRule(context, reads, ref);
  mustNotBeManaged(rule);
  return proposePlan(context, {
    title: `${TITLES[act]} rule ${rule.ruleName}`,
    resourceArn: rule.ruleArn,
    warnings: [
      ...managedWarnings(await managedBy(context, reads, rule)),
      ...(await rerunWarnings(context, rule)),
      ...(act === 'enable' ? await enableWarnings(context, reads, rule) : []),
    ],
    calls: act === 'delete' ? await deleteCalls(context, reads, rule) : [stateCall(act, rule)],
  });
}

function stateCall(act: 'enable' | 'disable', { eventBusName, ruleName }: RuleWithTargets) {
  const operation = act === 'enable' ? 'EnableRule' : 'DisableRule';
  return { operation, input: { Name: ruleName, EventBusName: eventBusName } };
}

/** A rule that still has targets cannot be deleted (aws.md 5.3). */
export async function deleteCalls(
  context: Pick<ServiceContext, 'aws'>,
  reads: RecentReads,
  { eventBusName, ruleName, ruleArn, targets }: RuleWithTargets,
): Promise<PlanProposal['calls']> {
  const ids = targets.map(({ id }) => id);
  const remove = {
    operation: 'RemoveTargets',
    input: { Rule: ruleName, EventBusName: eventBusName, Ids: ids },
  };
  return [
    ...(ids.length === 0 ? [] : [remove]),
    { operation: 'DeleteRule', input: { Name: ruleName, EventBusName: eventBusName } },
    ...(await permissionRemovals(
      context,
      reads,
      ruleArn,
      targets.map(({ arn }) => arn),
    )),
  ];
}

async function rerunWarnings({ store }: ServiceContext, rule: RuleWithTargets): Promise<string[]> {
  const rows = await store.events.rerunRules();
  return rows
    .filter((row) => row.eventBusName === rule.eventBusName && row.ruleName === rule.ruleName)
    .map(
      ({ functionName }) =>
        `${functionName} runs again by this rule: remove the re-run on the function’s page instead, so that the function’s destinations are restored, too.`,
    );
}

async function enableWarnings(
  context: ServiceContext,
  reads: RecentReads,
  rule: RuleWithTargets,
): Promise<string[]> {
  const { rules } = await readAllRules(context, reads, rule.eventBusName);
  const enabled = { ...rule, state: 'ENABLED' };
  const { loops } = loopOfRule(rule, await readRuleLoops(context, reads, withCandidate(rules, enabled)));
  const warnings = rule.targets.length === 0 ? ['The rule has no target: enabling it runs nothing.'] : [];
  if (loops.some(({ bounds }) => bounds.length === 0)) {
    warnings.push(
      'The rule feeds itself and nothing bounds it: once enabled it runs until it is disabled again.',
    );
  }
  return warnings;
}
