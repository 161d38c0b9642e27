import { z } from 'zod';
import type { AwsClients } from '../../../aws/aws-clients.ts';
import { deleteFunctionEventInvokeConfig } from '../../../aws/delete-function-event-invoke-config.ts';
import { getFunctionEventInvokeConfig } from '../../../aws/get-function-event-invoke-config.ts';
import { nullWhereAbsent } from '../../../aws/null-where-absent.ts';
import { putFunctionEventInvokeConfig } from '../../../aws/put-function-event-invoke-config.ts';
import type { Fields } from '../plan-body.ts';

/** https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html: used where AWS has none set. */
const DEFAULT_RETRY_ATTEMPTS = 2;
const DEFAULT_EVENT_AGE_SECONDS = 21_600;

export const zFunctionQualifier = z.object({ FunctionName: z.string(), Qualifier: z.string().optional() });
type FunctionQualifier = z.infer<typeof zFunctionQualifier>;

const zDestination = z.object({ Destination: z.string().optional() });
export const zEventInvokeConfig = z.object({
  MaximumRetryAttempts: z.number().int().optional(),
  MaximumEventAgeInSeconds: z.number().int().optional(),
  DestinationConfig: z
    .object({ OnSuccess: zDestination.optional(), OnFailure: zDestination.optional() })
    .optional(),
});
type EventInvokeConfig = z.infer<typeof zEventInvokeConfig>;

const zState = z.object({
  /** Null where the function has no configuration of its own. */
  MaximumRetryAttempts: z.number().nullable(),
  MaximumEventAgeInSeconds: z.number().nullable(),
  OnSuccess: z.string().nullable(),
  OnFailure: z.string().nullable(),
});

export const NO_EVENT_INVOKE_CONFIG = {
  MaximumRetryAttempts: null,
  MaximumEventAgeInSeconds: null,
  OnSuccess: null,
  OnFailure: null,
};

export const eventInvokeSubject = ({ FunctionName, Qualifier }: FunctionQualifier) =>
  `event-invoke configuration of function ${FunctionName}${Qualifier === undefined ? '' : `:${Qualifier}`}`;

const functionRefOf = ({ FunctionName, Qualifier }: FunctionQualifier) => ({
  functionName: FunctionName,
  qualifier: Qualifier ?? null,
});

export async function readEventInvokeConfig(aws: AwsClients, input: FunctionQualifier): Promise<Fields> {
  const config = await getFunctionEventInvokeConfig(aws, functionRefOf(input));
  if (config === null) return NO_EVENT_INVOKE_CONFIG;
  return {
    MaximumRetryAttempts: config.maximumRetryAttempts ?? DEFAULT_RETRY_ATTEMPTS,
    MaximumEventAgeInSeconds: config.maximumEventAgeInSeconds ?? DEFAULT_EVENT_AGE_SECONDS,
    OnSuccess: config.onSuccessArn,
    OnFailure: config.onFailureArn,
  };
}

export function wantedEventInvokeConfig(input: EventInvokeConfig): Fields {
  return {
    MaximumRetryAttempts: input.MaximumRetryAttempts ?? DEFAULT_RETRY_ATTEMPTS,
    MaximumEventAgeInSeconds: input.MaximumEventAgeInSeconds ?? DEFAULT_EVENT_AGE_SECONDS,
    OnSuccess: input.DestinationConfig?.OnSuccess?.Destination || null,
    OnFailure: input.DestinationConfig?.OnFailure?.Destination || null,
  };
}

/** Makes the configuration what it was, or removes it. */
export async function restoreEventInvokeConfig(
  aws: AwsClients,
  input: FunctionQualifier,
  former: Fields,
): Promise<void> {
  const { MaximumRetryAttempts, MaximumEventAgeInSeconds, OnSuccess, OnFailure } = zState.parse(former);
  if (MaximumRetryAttempts === null || MaximumEventAgeInSeconds === null) {
    await nullWhereAbsent(deleteFunctionEventInvokeConfig(aws, functionRefOf(input)));
    return;
  }
  await putFunctionEventInvokeConfig(aws, {
    FunctionName: input.FunctionName,
    ...(input.Qualifier === undefined ? {} : { Qualifier: input.Qualifier }),
    MaximumRetryAttempts,
    MaximumEventAgeInSeconds,
    DestinationConfig: {
      ...(OnSuccess === null ? {} : { OnSuccess: { Destination: OnSuccess } }),
      ...(OnFailure === null ? {} : { OnFailure: { Destination: OnFailure } }),
    },
  });
}
