import { describeEventBus } from '../../aws/describe-event-bus.ts';
import { getFunctionConfiguration } from '../../aws/get-function-configuration.ts';
import { getFunctionEventInvokeConfig } from '../../aws/get-function-event-invoke-config.ts';
import type { SaveConditionInput } from '../../contract/condition.ts';
import type { ProblemText } from '../../contract/operation.ts';
import { AppError } from '../../domain/app-error.ts';
import type { Condition } from '../../domain/condition/condition.ts';
import { enactmentLimits } from '../../domain/condition/enactment-limits.ts';
import { ruleEnactment } from '../../domain/condition/rule-enactment.ts';
import { checkEventPatternLength } from '../../domain/event-pattern/event-pattern-limits.ts';
import { destinationOn } from '../rerun-rule/destination-config.ts';
import { mustBeFree, mustHaveDestinations } from '../rerun-rule/rerun-obstacles.ts';
import { fieldProblem } from '../rules/field-problem.ts';
import { checkMachineRole } from '../state-machines/check-machine-role.ts';
import type { MachineContext } from '../state-machines/machine-context.ts';
import { claimedOn, deployedResources, NO_CLAIM } from './deployed-resources.ts';

interface WayCheck {
  problems: ProblemText[];
  warnings: string[];
}

/** What keeps the condition's own way from carrying it out: by its nature, and by what stands in AWS. */
export async function checkWay(
  context: MachineContext,
  condition: Condition,
  input: SaveConditionInput,
): Promise<WayCheck> {
  const problems = enactmentLimits(condition, condition.how).problems.map(({ field, message, nextStep }) =>
    fieldProblem(field === 'maxAttempts' ? 'limits.maxAttempts' : field, message, nextStep),
  );
  const inAws =
    condition.how === 'eventbridge'
      ? await checkBus(context, condition)
      : condition.how === 'stepfunctions' && input.roleArn !== null
        ? await checkMachineRole(context, { roleArn: input.roleArn, name: condition.name })
        : { problems: [], warnings: [] };
  return { problems: [...problems, ...inAws.problems], warnings: inAws.warnings };
}

async function checkBus(context: MachineContext, condition: Condition): Promise<WayCheck> {
  const { eventBusName, functionName } = condition;
  const rule = ruleEnactment(condition);
  if (!rule.ok || eventBusName === null) return { problems: [], warnings: [] };
  const length = checkEventPatternLength(rule.eventPattern);
  const problems = length?.severity === 'error' ? [fieldProblem('when', length.message)] : [];
  const row = await context.store.conditions.find(condition.conditionId);
  const own = (row === null ? null : deployedResources(row))?.claim ?? NO_CLAIM;
  const found = await asProblem('eventBusName', async () => {
    const { eventBusArn } = await describeEventBus(context.aws, eventBusName);
    const config = await getFunctionEventInvokeConfig(context.aws, { functionName });
    for (const on of ['success', 'failure'] as const) {
      if (on === 'success' ? !rule.onSuccess : !rule.onFailure) continue;
      const present = config === null ? null : destinationOn(config, on);
      if (present !== null && present === claimedOn(own, on)) continue;
      mustBeFree({ functionName, on }, config, eventBusArn, 'eventBusName');
    }
  });
  return { problems: [...problems, ...found.problems], warnings: found.warnings };
}

/** Whether the function is there, and has results that AWS tells of. */
export function checkFunction(
  { aws }: MachineContext,
  { functionName, how }: Pick<SaveConditionInput, 'functionName' | 'how'>,
): Promise<WayCheck> {
  return asProblem('functionName', async () => {
    const found = await getFunctionConfiguration(aws, functionName);
    if (how === 'eventbridge') mustHaveDestinations(found);
  });
}

/** What cannot be looked at is a warning; what is not there or in the way is a problem beside its field. */
async function asProblem(field: string, look: () => Promise<void>): Promise<WayCheck> {
  try {
    await look();
    return { problems: [], warnings: [] };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { code, message, nextStep } = error;
    if (code !== 'not-found' && code !== 'conflict') return { problems: [], warnings: [message] };
    return { problems: [fieldProblem(error.field ?? field, message, nextStep)], warnings: [] };
  }
}
