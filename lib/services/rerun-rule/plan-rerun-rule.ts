import { describeEventBus } from '../../aws/describe-event-bus.ts';
import { getFunctionConfiguration } from '../../aws/get-function-configuration.ts';
import { getFunctionEventInvokeConfig } from '../../aws/get-function-event-invoke-config.ts';
import type { Plan } from '../../contract/plan.ts';
import type { RerunRuleInput, RuleTarget } from '../../contract/rule.ts';
import { AppError } from '../../domain/app-error.ts';
import type { RerunRuleRow } from '../../store/store-events.ts';
import { zFields } from '../plan/plan-body.ts';
import { proposePlan } from '../plan/propose-plan.ts';
import { findRule } from '../rules/find-rule.ts';
import { permissionCalls } from '../rules/permission-calls.ts';
import { plannedRuleArn } from '../rules/planned-rule-arn.ts';
import { freshReads } from '../rules/recent-reads.ts';
import type { RuleContext } from '../rules/rule-context.ts';
import { putRuleInput, putTargetsInput } from '../rules/rule-inputs.ts';
import type { RuleWithTargets } from '../rules/rules-of-bus.ts';
import { NO_CONFIG, putConfigInput, withDestination } from './destination-config.ts';
import { managerOfFunction } from './manager-of-function.ts';
import { mustBeFree, mustCompile, mustHaveDestinations } from './rerun-obstacles.ts';
import { rerunWarnings } from './rerun-warnings.ts';

const TARGET_ID = 'run-again';

/**
 * Plans that a function runs again by its own destination records: the rule, its permission and target, and last the
 * destination, so that no record is there before all of it is. What the function's configuration was is kept. Throws
 * `invalid-input` at its field, `conflict` (nothing would end it; the destination or the rule is taken; durable).
 */
export async function planRerunRule(context: RuleContext, input: RerunRuleInput): Promise<Plan> {
  const { functionName, eventBusName, ruleName, on } = input;
  const reads = freshReads();
  const found = await getFunctionConfiguration(context.aws, functionName);
  mustHaveDestinations(found);
  const rule = mustCompile(input, found);
  const { eventBusArn } = await describeEventBus(context.aws, eventBusName);
  const config = await getFunctionEventInvokeConfig(context.aws, { functionName });
  mustBeFree(input, config, eventBusArn);
  const rows = (await context.store.events.rerunRules()).filter((row) => row.functionName === functionName);
  const former = await findRule(context, reads, input);
  mustBeOwn(input, former, rows);
  const target = targetOf(found.functionArn, rule.inputPath);
  const saved = {
    ...input,
    ...rule,
    description: `Runs ${functionName} again on ${on}`,
    state: 'ENABLED' as const,
  };
  const ruleArn = plannedRuleArn(context, input);
  const kept = { ...(config ?? NO_CONFIG), maximumRetryAttempts: input.maximumRetryAttempts };
  const managedBy = await managerOfFunction(context, functionName);
  return proposePlan(context, {
    title: `Run ${functionName} again on ${on}`,
    resourceArn: found.functionArn,
    warnings: rerunWarnings({ input, found, eventBusArn, bounded: rule.bounded, managedBy }),
    calls: [
      { operation: 'PutRule', input: putRuleInput(saved, former) },
      ...(await permissionCalls(context, reads, { ruleArn, eventBusName, ruleName }, [target])),
      { operation: 'PutTargets', input: putTargetsInput(input, [target], former?.targets ?? []) },
      {
        operation: 'PutFunctionEventInvokeConfig',
        input: putConfigInput(functionName, withDestination(kept, on, eventBusArn)),
      },
    ],
    settles: {
      kind: 'rerun-rule',
      row: {
        functionName,
        eventBusName,
        ruleName,
        on,
        // all re-runs of a function know what was before the first of them
        former: zFields
          .nullable()
          .parse(rows[0] === undefined ? config && putConfigInput(functionName, config) : rows[0].former),
      },
    },
  });
}

function mustBeOwn(
  { eventBusName, ruleName }: RerunRuleInput,
  former: RuleWithTargets | null,
  rows: readonly RerunRuleRow[],
): void {
  if (former === null) return;
  if (rows.some((row) => row.eventBusName === eventBusName && row.ruleName === ruleName)) return;
  throw new AppError('conflict', `Bus ${eventBusName} has a rule ${ruleName} already.`, {
    field: 'ruleName',
    nextStep: 'Choose another name for the rule.',
  });
}

function targetOf(arn: string, inputPath: string): RuleTarget {
  return {
    id: TARGET_ID,
    arn,
    roleArn: null,
    input: null,
    inputPath,
    inputTransformer: null,
    retryPolicy: null,
    deadLetterQueueArn: null,
  };
}
