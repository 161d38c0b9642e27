import { z } from 'zod';
import type { FunctionEventInvokeConfig } from '../../aws/get-function-event-invoke-config.ts';
import type { RerunRuleRow } from '../../store/store-events.ts';

const zDestination = z.object({ Destination: z.string() }).optional();
const zFormer = z.object({
  MaximumRetryAttempts: z.number().optional(),
  MaximumEventAgeInSeconds: z.number().optional(),
  DestinationConfig: z.object({ OnSuccess: zDestination, OnFailure: zDestination }).optional(),
});

/** What a function's configuration was before Reprise set its destinations, as it is kept; null: it had none. */
export function formerConfig({ former }: Pick<RerunRuleRow, 'former'>): FunctionEventInvokeConfig | null {
  if (former === null) return null;
  const { MaximumRetryAttempts, MaximumEventAgeInSeconds, DestinationConfig } = zFormer.parse(former);
  return {
    maximumRetryAttempts: MaximumRetryAttempts ?? null,
    maximumEventAgeInSeconds: MaximumEventAgeInSeconds ?? null,
    onSuccessArn: DestinationConfig?.OnSuccess?.Destination ?? null,
    onFailureArn: DestinationConfig?.OnFailure?.Destination ?? null,
  };
}
