import { z } from 'zod';
import type { FunctionEventInvokeConfig } from '../../aws/get-function-event-invoke-config.ts';
import type { ConditionRow } from '../../store/store-conditions.ts';

const zConfig = z.object({
  maximumRetryAttempts: z.number().nullable(),
  maximumEventAgeInSeconds: z.number().nullable(),
  onSuccessArn: z.string().nullable(),
  onFailureArn: z.string().nullable(),
}) satisfies z.ZodType<FunctionEventInvokeConfig>;

/** What a condition needs of its function's asynchronous invocations; null leaves it as it is. */
const zClaim = z.object({
  onSuccessArn: z.string().nullable(),
  onFailureArn: z.string().nullable(),
  maximumRetryAttempts: z.literal(0).nullable(),
});
export type ConfigClaim = z.infer<typeof zClaim>;

/** What deploying a condition made: what drift is compared with, and what its removal takes back. */
const zResources = z.object({
  functionName: z.string(),
  functionArn: z.string(),
  claim: zClaim,
  /** The function's configuration before Reprise first changed it; null: it had none. */
  formerConfig: zConfig.nullable(),
  rule: z
    .object({
      eventBusName: z.string(),
      ruleName: z.string(),
      eventPattern: z.string(),
      inputPath: z.string(),
    })
    .nullable(),
  machine: z
    .object({
      name: z.string(),
      stateMachineArn: z.string(),
      definition: z.string(),
      roleArn: z.string(),
    })
    .nullable(),
  /** Made for the state machine; null where it takes one of the operator's own. */
  role: z.object({ roleName: z.string(), trustPolicy: z.string(), rolePolicy: z.string() }).nullable(),
});
export type DeployedResources = z.infer<typeof zResources>;

export const NO_CLAIM: ConfigClaim = { onSuccessArn: null, onFailureArn: null, maximumRetryAttempts: null };

/** What stands of the condition; null where nothing does. */
export function deployedResources({ deployed }: Pick<ConditionRow, 'deployed'>): DeployedResources | null {
  return deployed === null ? null : zResources.parse(deployed.resources);
}

/** The bus that records of this outcome must go to. */
export function claimedOn(claim: ConfigClaim, on: 'success' | 'failure'): string | null {
  return on === 'success' ? claim.onSuccessArn : claim.onFailureArn;
}
