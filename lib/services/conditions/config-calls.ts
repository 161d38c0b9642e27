import { isDeepStrictEqual } from 'node:util';
import {
  type FunctionEventInvokeConfig,
  getFunctionEventInvokeConfig,
} from '../../aws/get-function-event-invoke-config.ts';
import type { PlanProposal } from '../plan/propose-plan.ts';
import {
  destinationOn,
  NO_CONFIG,
  putConfigInput,
  withDestination,
} from '../rerun-rule/destination-config.ts';
import { mustBeFree } from '../rerun-rule/rerun-obstacles.ts';
import type { ServiceContext } from '../service-context.ts';
import {
  type ConfigClaim,
  claimedOn,
  type DeployedResources,
  deployedResources,
  NO_CLAIM,
} from './deployed-resources.ts';

const OUTCOMES = ['success', 'failure'] as const;

interface ConfigPlan {
  calls: PlanProposal['calls'];
  warnings: string[];
}

/**
 * At most one call that makes a function's asynchronous invocations what a condition needs of them and no longer what it
 * needed before, down to what was configured before Reprise came. What someone changed since, or what something else of
 * Reprise's needs, stays. Throws `conflict` where the records go somewhere else already.
 */
export async function configCalls(
  context: Pick<ServiceContext, 'aws' | 'store'>,
  change: {
    conditionId: string;
    functionName: string;
    former: DeployedResources | null;
    claim: ConfigClaim;
  },
): Promise<ConfigPlan> {
  const { functionName, former, claim } = change;
  const present = await getFunctionEventInvokeConfig(context.aws, { functionName });
  const kept = await otherClaims(context, change);
  const warnings: string[] = [];
  let next = present ?? NO_CONFIG;
  if (former !== null) {
    const released = releasedConfig(functionName, next, { former, claim, kept });
    next = released.config;
    warnings.push(...released.warnings);
  }
  for (const on of OUTCOMES) {
    const arn = claimedOn(claim, on);
    if (arn === null) continue;
    mustBeFree({ functionName, on }, next, arn, 'eventBusName');
    next = withDestination(next, on, arn);
  }
  if (claim.maximumRetryAttempts !== null) next = { ...next, maximumRetryAttempts: 0 };
  if (isDeepStrictEqual(next, present ?? NO_CONFIG)) return { calls: [], warnings };
  const nothingLeft = isDeepStrictEqual(next, NO_CONFIG);
  return {
    calls: [
      nothingLeft
        ? { operation: 'DeleteFunctionEventInvokeConfig', input: { FunctionName: functionName } }
        : { operation: 'PutFunctionEventInvokeConfig', input: putConfigInput(functionName, next) },
    ],
    warnings,
  };
}

function releasedConfig(
  functionName: string,
  present: FunctionEventInvokeConfig,
  given: { former: DeployedResources; claim: ConfigClaim; kept: readonly ConfigClaim[] },
): { config: FunctionEventInvokeConfig; warnings: string[] } {
  const { former, claim, kept } = given;
  const before = former.formerConfig ?? NO_CONFIG;
  const warnings: string[] = [];
  let config = present;
  for (const on of OUTCOMES) {
    const ours = claimedOn(former.claim, on);
    if (ours === null || claimedOn(claim, on) === ours) continue;
    const now = destinationOn(present, on);
    if (now !== ours) {
      warnings.push(
        `The destination of ${functionName} on ${on} was changed since (${now ?? 'there is none now'}): it is left as it is.`,
      );
    } else if (kept.some((other) => claimedOn(other, on) === ours)) {
      warnings.push(`The destination of ${functionName} on ${on} stays: another re-run needs it.`);
    } else config = withDestination(config, on, destinationOn(before, on));
  }
  if (former.claim.maximumRetryAttempts !== null && claim.maximumRetryAttempts === null) {
    if (present.maximumRetryAttempts !== 0) {
      warnings.push(`The retries of ${functionName} were changed since: they are left as they are.`);
    } else if (kept.some((other) => other.maximumRetryAttempts !== null)) {
      warnings.push(`The retries of ${functionName} stay 0: another re-run needs it.`);
    } else config = { ...config, maximumRetryAttempts: before.maximumRetryAttempts };
  }
  return { config, warnings };
}

/** What other conditions and re-runs without code need of the function. */
async function otherClaims(
  { store, aws }: Pick<ServiceContext, 'aws' | 'store'>,
  { conditionId, functionName }: { conditionId: string; functionName: string },
): Promise<ConfigClaim[]> {
  const conditions = (await store.conditions.list()).flatMap((row) => {
    const resources = row.conditionId === conditionId ? null : deployedResources(row);
    return resources?.functionName === functionName ? [resources.claim] : [];
  });
  const rules = (await store.events.rerunRules()).filter((row) => row.functionName === functionName);
  if (rules.length === 0) return conditions;
  const present = (await getFunctionEventInvokeConfig(aws, { functionName })) ?? NO_CONFIG;
  return [
    ...conditions,
    ...rules.map(({ on }): ConfigClaim => {
      const arn = destinationOn(present, on);
      return on === 'success'
        ? { ...NO_CLAIM, onSuccessArn: arn }
        : { onSuccessArn: null, onFailureArn: arn, maximumRetryAttempts: 0 };
    }),
  ];
}
