import type { RuleTarget } from '../../contract/rule.ts';
import type { PlanProposal } from '../plan/propose-plan.ts';
import { findRule } from '../rules/find-rule.ts';
import { permissionCalls } from '../rules/permission-calls.ts';
import { deleteCalls } from '../rules/plan-rule-act.ts';
import { plannedRuleArn } from '../rules/planned-rule-arn.ts';
import type { RecentReads } from '../rules/recent-reads.ts';
import { putRuleInput, putTargetsInput } from '../rules/rule-inputs.ts';
import type { MachineContext } from '../state-machines/machine-context.ts';
import type { DeployedResources } from './deployed-resources.ts';

type Rule = NonNullable<DeployedResources['rule']>;

const TARGET_ID = 'run-again';

/** The target of a condition's rule: the function itself. */
export function ruleTarget(functionArn: string, inputPath: string): RuleTarget {
  return {
    id: TARGET_ID,
    arn: functionArn,
    roleArn: null,
    input: null,
    inputPath,
    inputTransformer: null,
    retryPolicy: null,
    deadLetterQueueArn: null,
  };
}

/** The rule, its permission and its target; nothing reaches it before the function's records go to its bus. */
export async function saveRuleCalls(
  context: MachineContext,
  reads: RecentReads,
  { rule, functionArn, description }: { rule: Rule; functionArn: string; description: string },
): Promise<PlanProposal['calls']> {
  const former = await findRule(context, reads, rule);
  const target = ruleTarget(functionArn, rule.inputPath);
  const ruleArn = plannedRuleArn(context, rule);
  return [
    { operation: 'PutRule', input: putRuleInput({ ...rule, description, state: 'ENABLED' }, former) },
    ...(await permissionCalls(context, reads, { ...rule, ruleArn }, [target])),
    { operation: 'PutTargets', input: putTargetsInput(rule, [target], former?.targets ?? []) },
  ];
}

/** Nothing where it is gone already. */
export async function deleteRuleCalls(
  context: MachineContext,
  reads: RecentReads,
  rule: Rule,
): Promise<PlanProposal['calls']> {
  const found = await findRule(context, reads, rule);
  return found === null ? [] : deleteCalls(context, reads, found);
}
