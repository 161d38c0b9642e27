import { describeEventBus } from '../../aws/describe-event-bus.ts';
import { getFunctionEventInvokeConfig } from '../../aws/get-function-event-invoke-config.ts';
import type { SaveConditionInput } from '../../contract/condition.ts';
import { AppError } from '../../domain/app-error.ts';
import type { Condition } from '../../domain/condition/condition.ts';
import { mayFollow } from '../../domain/condition/condition-reach.ts';
import { ruleEnactment } from '../../domain/condition/rule-enactment.ts';
import { stateMachineEnactment } from '../../domain/condition/state-machine-enactment.ts';
import { parseEventPattern } from '../../domain/event-pattern/parse-event-pattern.ts';
import { partitionOf } from '../../domain/target-arn.ts';
import { type MachineContext, machineArnOf } from '../state-machines/machine-context.ts';
import { type DeployedResources, NO_CLAIM } from './deployed-resources.ts';
import { resourceName } from './resource-name.ts';

type Own = Pick<DeployedResources, 'claim' | 'rule' | 'machine' | 'role'>;
const NOTHING: Own = { claim: NO_CLAIM, rule: null, machine: null, role: null };

/** What the condition's way needs in AWS. `former` is what stands of it now. Throws `invalid-input` at its field. */
export async function wantedResources(
  context: MachineContext,
  condition: Condition,
  { input, former }: { input: SaveConditionInput; former: DeployedResources | null },
): Promise<DeployedResources> {
  const { functionName, functionArn } = condition;
  const own = await ownResources(context, condition, input);
  const formerConfig =
    former?.functionName === functionName
      ? former.formerConfig
      : await getFunctionEventInvokeConfig(context.aws, { functionName });
  return { functionName, functionArn, formerConfig, ...own };
}

async function ownResources(
  context: MachineContext,
  condition: Condition,
  input: SaveConditionInput,
): Promise<Own> {
  switch (condition.how) {
    case 'invoke':
      return {
        ...NOTHING,
        claim: { ...NO_CLAIM, maximumRetryAttempts: followsFailure(condition) ? 0 : null },
      };
    case 'eventbridge':
      return ruleResources(context, condition);
    case 'stepfunctions':
      return machineResources(context, condition, input);
  }
}

/** Lambda's own tries would come on top. */
function followsFailure({ when }: Condition): boolean {
  const parsed = parseEventPattern(when);
  return parsed.ok && mayFollow(parsed.pattern).failure;
}

async function ruleResources(context: MachineContext, condition: Condition): Promise<Own> {
  const { conditionId, eventBusName } = condition;
  const rule = ruleEnactment(condition);
  if (!rule.ok) throw new AppError('invalid-input', rule.message, { field: rule.field });
  if (eventBusName === null) {
    throw new AppError('invalid-input', 'The rule needs an event bus.', { field: 'eventBusName' });
  }
  const { eventBusArn } = await describeEventBus(context.aws, eventBusName);
  return {
    ...NOTHING,
    claim: {
      onSuccessArn: rule.onSuccess ? eventBusArn : null,
      onFailureArn: rule.onFailure ? eventBusArn : null,
      maximumRetryAttempts: rule.maximumRetryAttempts,
    },
    rule: {
      eventBusName,
      ruleName: resourceName(conditionId, condition),
      eventPattern: rule.eventPattern,
      inputPath: rule.inputPath,
    },
  };
}

function machineResources(
  context: MachineContext,
  condition: Condition,
  { roleArn }: SaveConditionInput,
): Own {
  const name = resourceName(condition.conditionId, { ...condition, eventBusName: null });
  const { definition, rolePolicy, trustPolicy } = stateMachineEnactment(condition);
  const stateMachineArn = machineArnOf(context, name);
  return {
    ...NOTHING,
    machine: { name, stateMachineArn, definition, roleArn: roleArn ?? roleArnOf(context, name) },
    role: roleArn === null ? { roleName: name, trustPolicy, rolePolicy } : null,
  };
}

function roleArnOf({ where }: MachineContext, roleName: string): string {
  return `arn:${partitionOf(where.region)}:iam::${where.accountId}:role/${roleName}`;
}
