import { describeEventBus } from '../../aws/describe-event-bus.ts';
import { getFunctionConfiguration } from '../../aws/get-function-configuration.ts';
import { getFunctionEventInvokeConfig } from '../../aws/get-function-event-invoke-config.ts';
import type { SaveConditionInput } from '../../contract/condition.ts';
import type { ProblemText } from '../../contract/operation.ts';
import { AppError } from '../../domain/app-error.ts';
import type { Condition } from '../../domain/condition/condition.ts';
import { mayFollow } from '../../domain/condition/condition-reach.ts';
import { enactmentLimits } from '../../domain/condition/enactment-limits.ts';
import { ruleEnactment } from '../../domain/condition/rule-enactment.ts';
import { checkEventPatternLength } from '../../domain/event-pattern/event-pattern-limits.ts';
import { parseEventPattern } from '../../domain/event-pattern/parse-event-pattern.ts';
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
    condition.how !== 'stepfunctions'
      ? await checkBus(context, condition)
      : input.roleArn !== null
        ? await checkMachineRole(context, { roleArn: input.roleArn, name: condition.name })
        : { problems: [], warnings: [] };
  return { problems: [...problems, ...inAws.problems], warnings: inAws.warnings };
}

async function checkBus(context: MachineContext, condition: Condition): Promise<WayCheck> {
  const { eventBusName, functionName, how, when } = condition;
  const parsed = parseEventPattern(when);
  if (!parsed.ok) return { problems: [], warnings: [] };
  const follows = mayFollow(parsed.pattern);
  const rule = ruleEnactment(condition);
  const length = how === 'eventbridge' && rule.ok ? checkEventPatternLength(rule.eventPattern) : null;
  const problems = length?.severity === 'error' ? [fieldProblem('when', length.message)] : [];
  if (eventBusName === null) return { problems, warnings: unseenWarnings(condition) };
  const row = await context.store.conditions.find(condition.conditionId);
  const own = (row === null ? null : deployedResources(row))?.claim ?? NO_CLAIM;
  const found = await asProblem('eventBusName', async () => {
    const { eventBusArn } = await describeEventBus(context.aws, eventBusName);
    const config = await getFunctionEventInvokeConfig(context.aws, { functionName });
    for (const on of ['success', 'failure'] as const) {
      if (!follows[on]) continue;
      const present = config === null ? null : destinationOn(config, on);
      if (present !== null && present === claimedOn(own, on)) continue;
      mustBeFree({ functionName, on }, config, eventBusArn, 'eventBusName');
    }
  });
  const watched = (await context.store.events.watchedBuses()).some(
    (bus) => bus.eventBusName === eventBusName,
  );
  const unwatched =
    how === 'invoke' && !watched
      ? [`Bus ${eventBusName} is not watched: watch it on the events page, or its records are not seen here.`]
      : [];
  return { problems: [...problems, ...found.problems], warnings: [...found.warnings, ...unwatched] };
}

/** CloudWatch knows no payloads: what an asynchronous run got and answered is told by its record alone. */
function unseenWarnings({ how, when, nextInput }: Condition): string[] {
  if (how !== 'invoke' || (nextInput === 'request' && !/Payload"/.test(when))) return [];
  return [
    'Logs do not tell what an asynchronous run answered: choose a watched event bus for its records, or results whose fields are not recorded are never run again, but counted as undecidable.',
  ];
}

/** Whether the function is there, and has results that AWS tells of. */
export function checkFunction(
  { aws }: MachineContext,
  { functionName, how, eventBusName }: SaveConditionInput,
): Promise<WayCheck> {
  return asProblem('functionName', async () => {
    const found = await getFunctionConfiguration(aws, functionName);
    if (how !== 'stepfunctions' && eventBusName !== null) mustHaveDestinations(found);
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
