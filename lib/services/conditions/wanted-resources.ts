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
import { type ConfigClaim, type DeployedResources, NO_CLAIM } from './deployed-resources.ts';
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
      return { ...NOTHING, claim: await recordsClaim(context, condition) };
    case 'eventbridge':
      return ruleResources(context, condition);
    case 'stepfunctions':
      return machineResources(context, condition, input);
  }
}

/** Where the function's records must go; Lambda's own tries would come on top of what follows a failure. */
async function recordsClaim(
  { aws }: Pick<MachineContext, 'aws'>,
  { when, eventBusName }: Condition,
): Promise<ConfigClaim> {
  const parsed = parseEventPattern(when);
  if (!parsed.ok) throw new AppError('invalid-input', parsed.problem.message, { field: 'when' });
  const { success, failure } = mayFollow(parsed.pattern);
  const arn = eventBusName === null ? null : (await describeEventBus(aws, eventBusName)).eventBusArn;
  return {
    onSuccessArn: success ? arn : null,
    onFailureArn: failure ? arn : null,
    maximumRetryAttempts: failure ? 0 : null,
  };
}

async function ruleResources(context: MachineContext, condition: Condition): Promise<Own> {
  const { conditionId, eventBusName } = condition;
  const rule = ruleEnactment(condition);
  if (!rule.ok) throw new AppError('invalid-input', rule.message, { field: rule.field });
  if (eventBusName === null) {
    throw new AppError('invalid-input', 'The rule needs an event bus.', { field: 'eventBusName' });
  }
  return {
    ...NOTHING,
    claim: await recordsClaim(context, condition),
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
