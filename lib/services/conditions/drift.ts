import { isDeepStrictEqual } from 'node:util';
import { describeStateMachine } from '../../aws/describe-state-machine.ts';
import { getFunctionEventInvokeConfig } from '../../aws/get-function-event-invoke-config.ts';
import { getRole } from '../../aws/get-role.ts';
import { getRolePolicy } from '../../aws/get-role-policy.ts';
import { nullWhereAbsent } from '../../aws/null-where-absent.ts';
import type { ConditionDetail } from '../../contract/condition.ts';
import { AppError } from '../../domain/app-error.ts';
import { permits } from '../../domain/resource-policy.ts';
import type { ConditionRow } from '../../store/store-conditions.ts';
import { storedPlan } from '../plan/plan-body.ts';
import { destinationOn, NO_CONFIG } from '../rerun-rule/destination-config.ts';
import { findRule } from '../rules/find-rule.ts';
import { policyOf } from '../rules/permission-calls.ts';
import { freshReads, type RecentReads, recentReads } from '../rules/recent-reads.ts';
import type { MachineContext } from '../state-machines/machine-context.ts';
import { type DeployedResources, deployedResources } from './deployed-resources.ts';
import { POLICY_NAME, pausedDefinition } from './machine-calls.ts';

export type Drift = ConditionDetail['drift'];

const DRIFT_LASTS_MS = 60_000;

/**
 * What was found a minute ago at most, and since a plan last settled: lists are read again with each thing that happens.
 * Unreadable is no drift.
 */
export async function recentDrift(
  context: MachineContext,
  row: ConditionRow,
  changing: ReadonlySet<string>,
): Promise<Drift> {
  const { conditionId, deployed } = row;
  if (deployed === null || changing.has(conditionId)) return [];
  const key = `drift ${conditionId} ${deployed.version} ${deployed.paused} ${deployed.at.getTime()}`;
  const read = () =>
    driftOf(context, row, freshReads()).catch((error: unknown) => {
      if (error instanceof AppError) return [];
      throw error;
    });
  return recentReads(context).get(key, read, { ms: DRIFT_LASTS_MS, untilPlanSettles: true });
}

/**
 * What was found a few seconds ago at most: the page is read again with each thing that happens. None while a plan
 * changes the condition from here. Throws why AWS could not be read.
 */
export async function driftNow(context: MachineContext, row: ConditionRow): Promise<Drift> {
  const { conditionId, deployed } = row;
  if (deployed === null || (await conditionsBeingChanged(context)).has(conditionId)) return [];
  const key = `drift now ${conditionId} ${deployed.version} ${deployed.paused} ${deployed.at.getTime()}`;
  return recentReads(context).get(key, () => driftOf(context, row, recentReads(context)));
}

/** The conditions that a plan changes now: what differs meanwhile is no drift. */
export async function conditionsBeingChanged({ store }: Pick<MachineContext, 'store'>): Promise<Set<string>> {
  const plans = (await store.plans.listOpen()).map((plan) => storedPlan(plan, new Date()));
  const changed = plans.map(({ status, body: { settles } }) =>
    status === 'running' && settles !== null && 'conditionId' in settles ? settles.conditionId : null,
  );
  return new Set(changed.filter((conditionId) => conditionId !== null));
}

/** Where AWS no longer is what was deployed, field by field. */
async function driftOf(context: MachineContext, row: ConditionRow, reads: RecentReads): Promise<Drift> {
  const resources = deployedResources(row);
  if (resources === null) return [];
  return [
    ...(await configDrift(context, resources)),
    ...(await ruleDrift(context, reads, row, resources)),
    ...(await machineDrift(context, row, resources)),
    ...(await roleDrift(context, resources)),
  ];
}

async function configDrift({ aws }: MachineContext, resources: DeployedResources): Promise<Drift> {
  const { claim, functionName } = resources;
  const resource = `function ${functionName}`;
  if (Object.values(claim).every((value) => value === null)) return [];
  const config = (await getFunctionEventInvokeConfig(aws, { functionName })) ?? NO_CONFIG;
  const retries = claim.maximumRetryAttempts;
  return [
    ...(claim.onSuccessArn === null
      ? []
      : differing(resource, 'OnSuccess', claim.onSuccessArn, destinationOn(config, 'success'))),
    ...(claim.onFailureArn === null
      ? []
      : differing(resource, 'OnFailure', claim.onFailureArn, destinationOn(config, 'failure'))),
    ...(retries === null
      ? []
      : differing(resource, 'MaximumRetryAttempts', '0', `${config.maximumRetryAttempts ?? 2}`)),
  ];
}

async function ruleDrift(
  context: MachineContext,
  reads: RecentReads,
  { deployed }: ConditionRow,
  { rule, functionArn }: DeployedResources,
): Promise<Drift> {
  if (rule === null) return [];
  const resource = `rule ${rule.ruleName}`;
  const found = await findRule(context, reads, rule).catch(nullOfGoneBus);
  if (found === null) return [{ resource, field: 'exists', expected: 'yes', actual: 'no' }];
  const target = found.targets.find(({ arn }) => arn === functionArn);
  const { permitted } = permits(await policyOf(context, reads, functionArn), {
    principal: 'events.amazonaws.com',
    action: 'lambda:InvokeFunction',
    resourceArn: functionArn,
    sourceArn: found.ruleArn,
    sourceAccount: context.where.accountId ?? '',
  });
  return [
    ...differing(resource, 'EventPattern', rule.eventPattern, found.eventPattern),
    ...differing(resource, 'State', deployed?.paused ? 'DISABLED' : 'ENABLED', found.state),
    ...differing(resource, 'target', functionArn, target?.arn ?? null),
    ...(target === undefined ? [] : differing(resource, 'InputPath', rule.inputPath, target.inputPath)),
    ...differing(resource, 'may invoke the function', 'yes', permitted ? 'yes' : 'no'),
  ];
}

function nullOfGoneBus(error: unknown): null {
  if (error instanceof AppError && error.code === 'not-found') return null;
  throw error;
}

async function machineDrift(
  { aws }: MachineContext,
  { name, deployed }: ConditionRow,
  { machine }: DeployedResources,
): Promise<Drift> {
  if (machine === null) return [];
  const resource = `state machine ${machine.name}`;
  const found = await nullWhereAbsent(describeStateMachine(aws, machine.stateMachineArn));
  if (found === null || found.status === 'DELETING') {
    return [{ resource, field: 'exists', expected: 'yes', actual: found === null ? 'no' : 'being deleted' }];
  }
  const definition = deployed?.paused ? pausedDefinition(name) : machine.definition;
  return [
    ...differing(resource, 'definition', definition, found.definition),
    ...differing(resource, 'roleArn', machine.roleArn, found.roleArn),
  ];
}

async function roleDrift({ aws }: MachineContext, { role }: DeployedResources): Promise<Drift> {
  if (role === null) return [];
  const { roleName } = role;
  const resource = `role ${roleName}`;
  const found = await nullWhereAbsent(getRole(aws, roleName));
  if (found === null) return [{ resource, field: 'exists', expected: 'yes', actual: 'no' }];
  const policy = await getRolePolicy(aws, { roleName, policyName: POLICY_NAME });
  return [
    ...differing(resource, 'AssumeRolePolicyDocument', role.trustPolicy, found.trustPolicy),
    ...differing(resource, 'PolicyDocument', role.rolePolicy, policy),
  ];
}

function differing(resource: string, field: string, expected: string, actual: string | null): Drift {
  if (actual !== null && isDeepStrictEqual(comparable(actual), comparable(expected))) return [];
  return [{ resource, field, expected, actual: actual ?? 'none' }];
}

/** AWS may give JSON texts back written differently. */
function comparable(text: string): unknown {
  if (!/^\s*\{/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
