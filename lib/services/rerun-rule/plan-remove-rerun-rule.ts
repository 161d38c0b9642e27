import {
  type FunctionEventInvokeConfig,
  getFunctionEventInvokeConfig,
} from '../../aws/get-function-event-invoke-config.ts';
import type { Plan } from '../../contract/plan.ts';
import type { RemoveRerunRuleInput } from '../../contract/rule.ts';
import { AppError } from '../../domain/app-error.ts';
import { targetOfArn } from '../../domain/target-arn.ts';
import type { RerunRuleRow } from '../../store/store-events.ts';
import { type PlanProposal, proposePlan } from '../plan/propose-plan.ts';
import { findRule } from '../rules/find-rule.ts';
import { deleteCalls } from '../rules/plan-rule-act.ts';
import { plannedRuleArn } from '../rules/planned-rule-arn.ts';
import { freshReads } from '../rules/recent-reads.ts';
import type { RuleContext } from '../rules/rule-context.ts';
import { destinationOn, NO_CONFIG, putConfigInput, withDestination } from './destination-config.ts';
import { formerConfig } from './former-config.ts';
import { managerOfFunction } from './manager-of-function.ts';

/**
 * Plans the removal of a re-run: first the destination as it was before, then the rule with its target and permission.
 * A configuration that someone changed since is left as it is, and the plan says so. Throws `not-found`.
 */
export async function planRemoveRerunRule(context: RuleContext, input: RemoveRerunRuleInput): Promise<Plan> {
  const { functionName, eventBusName, ruleName } = input;
  const reads = freshReads();
  const rows = (await context.store.events.rerunRules()).filter((row) => row.functionName === functionName);
  const own = rows.find((row) => row.eventBusName === eventBusName && row.ruleName === ruleName);
  if (own === undefined) {
    throw new AppError('not-found', `${functionName} does not run again by rule ${ruleName}.`, {
      field: 'ruleName',
      nextStep: 'Look at the function’s page for the rules that run it again.',
    });
  }
  const others = rows.filter((row) => row !== own);
  const config = await getFunctionEventInvokeConfig(context.aws, { functionName });
  const restored = restoredConfig(own, others, config);
  const rule = await findRule(context, reads, input);
  const managedBy = await managerOfFunction(context, functionName);
  return proposePlan(context, {
    title: `Stop running ${functionName} again on ${own.on}`,
    resourceArn: plannedRuleArn(context, input),
    warnings: [
      ...restored.warnings,
      ...(rule === null ? [`Rule ${ruleName} is gone already.`] : []),
      ...(managedBy === null
        ? []
        : [`${managedBy} manages this function: its next deployment may reset its destinations.`]),
    ],
    calls: [...restored.calls, ...(rule === null ? [] : await deleteCalls(context, reads, rule))],
    settles: { kind: 'remove-rerun-rule', functionName, eventBusName, ruleName },
  });
}

interface Restored {
  calls: PlanProposal['calls'];
  warnings: string[];
}

function restoredConfig(
  own: RerunRuleRow,
  others: readonly RerunRuleRow[],
  config: FunctionEventInvokeConfig | null,
): Restored {
  const { functionName, on } = own;
  const former = formerConfig(own);
  const present = config === null ? null : destinationOn(config, on);
  const ours = present !== null && isBus(present, own.eventBusName);
  if (config === null || !ours) {
    const now = present === null ? 'there is none now' : `it is ${present} now`;
    return {
      calls: [],
      warnings: [
        `The destination of ${functionName} on ${on} was changed since (${now}): it is left as it is.`,
      ],
    };
  }
  if (others.some((row) => row.on === on)) {
    return {
      calls: [],
      warnings: [`Another rule runs ${functionName} again on ${on}: the destination stays for it.`],
    };
  }
  if (others.length > 0 || !isAsLeft(own, former ?? NO_CONFIG, config)) {
    const back = withDestination(config, on, destinationOn(former ?? NO_CONFIG, on));
    const warnings =
      others.length > 0
        ? []
        : [
            `Other settings of ${functionName} were changed since: only its destination on ${on} is restored.`,
          ];
    return { calls: [put(functionName, back)], warnings };
  }
  if (former !== null) return { calls: [put(functionName, former)], warnings: [] };
  return {
    calls: [{ operation: 'DeleteFunctionEventInvokeConfig', input: { FunctionName: functionName } }],
    warnings: [],
  };
}

function put(functionName: string, config: FunctionEventInvokeConfig): PlanProposal['calls'][number] {
  return { operation: 'PutFunctionEventInvokeConfig', input: putConfigInput(functionName, config) };
}

function isBus(arn: string, eventBusName: string): boolean {
  const { kind, name } = targetOfArn(arn);
  return kind === 'event-bus' && name === eventBusName;
}

/** The retries are ours to set; all else must be as it was when the re-run was made. */
function isAsLeft(
  { on }: RerunRuleRow,
  former: FunctionEventInvokeConfig,
  config: FunctionEventInvokeConfig,
): boolean {
  const other = on === 'success' ? 'failure' : 'success';
  return (
    config.maximumEventAgeInSeconds === former.maximumEventAgeInSeconds &&
    destinationOn(config, other) === destinationOn(former, other)
  );
}
