import { getFunctionConfiguration } from '../../aws/get-function-configuration.ts';
import { recordOfRow } from '../../collector/function-record.ts';
import type { PathFix } from '../../contract/event.ts';
import type { Plan } from '../../contract/plan.ts';
import { AppError } from '../../domain/app-error.ts';
import { targetOfArn } from '../../domain/target-arn.ts';
import { proposePlan } from '../plan/propose-plan.ts';
import { mustFindRule } from '../rules/find-rule.ts';
import { permissionCalls } from '../rules/permission-calls.ts';
import { planRuleAct } from '../rules/plan-rule-act.ts';
import { freshReads } from '../rules/recent-reads.ts';
import type { ServiceContext } from '../service-context.ts';

/**
 * Plans what mends the broken link of an event's path: enables a rule, lets it invoke its function, or lifts a reserved
 * concurrency of 0. Throws `invalid-input` for a fix that a person must make in an editor, `not-found`, `conflict`.
 */
export async function planPathFix(context: ServiceContext, fix: PathFix): Promise<Plan> {
  switch (fix.kind) {
    case 'enable-rule': {
      const { eventBusName, ruleName } = fix;
      return planRuleAct(context, { act: 'enable', eventBusName, ruleName });
    }
    case 'allow-target':
      return planPermission(context, fix);
    case 'lift-concurrency-zero':
      return planConcurrency(context, fix.functionName);
    default:
      throw new AppError('invalid-input', 'This fix is made in an editor, not by a plan.', { field: 'kind' });
  }
}

async function planPermission(
  context: ServiceContext,
  { eventBusName, ruleName, functionName }: Extract<PathFix, { kind: 'allow-target' }>,
): Promise<Plan> {
  const reads = freshReads();
  const rule = await mustFindRule(context, reads, { eventBusName, ruleName });
  const targets = rule.targets.filter(({ arn }) => targetOfArn(arn).functionName === functionName);
  if (targets.length === 0) {
    throw new AppError('conflict', `Rule ${ruleName} does not target ${functionName} any more.`, {
      nextStep: 'Walk the path again: it shows what the rule targets now.',
    });
  }
  return proposePlan(context, {
    title: `Let rule ${ruleName} invoke ${functionName}`,
    resourceArn: targets[0]?.arn ?? rule.ruleArn,
    warnings: [],
    calls: await permissionCalls(context, reads, rule, targets),
  });
}

async function planConcurrency(context: ServiceContext, functionName: string): Promise<Plan> {
  const { functionArn } = await getFunctionConfiguration(context.aws, functionName);
  const row = (await context.store.functions.list()).find((known) => known.functionName === functionName);
  const managedBy = row === undefined ? null : recordOfRow(row).managedBy;
  const warnings = [
    `Reserved concurrency 0 is also how a runaway function is stopped: make sure that nobody stopped ${functionName} on purpose. What waits in its queue runs at once.`,
  ];
  if (managedBy !== null) {
    warnings.push(`${managedBy} manages this function: its next deployment reverts the change.`);
  }
  return proposePlan(context, {
    title: `Let ${functionName} run again`,
    resourceArn: functionArn,
    warnings,
    calls: [{ operation: 'DeleteFunctionConcurrency', input: { FunctionName: functionName } }],
  });
}
