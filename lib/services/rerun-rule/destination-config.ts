import type { FunctionEventInvokeConfig } from '../../aws/get-function-event-invoke-config.ts';
import type { Fields } from '../plan/plan-body.ts';

export const NO_CONFIG: FunctionEventInvokeConfig = {
  maximumRetryAttempts: null,
  maximumEventAgeInSeconds: null,
  onSuccessArn: null,
  onFailureArn: null,
};

/** The destination for one outcome. */
export function destinationOn(config: FunctionEventInvokeConfig, on: 'success' | 'failure'): string | null {
  return on === 'success' ? config.onSuccessArn : config.onFailureArn;
}

/** The configuration with another destination for one outcome. */
export function withDestination(
  config: FunctionEventInvokeConfig,
  on: 'success' | 'failure',
  arn: string | null,
): FunctionEventInvokeConfig {
  return on === 'success' ? { ...config, onSuccessArn: arn } : { ...config, onFailureArn: arn };
}

/** Input of PutFunctionEventInvokeConfig, which clears what it leaves out: all of the configuration. */
export function putConfigInput(functionName: string, config: FunctionEventInvokeConfig): Fields {
  const { maximumRetryAttempts, maximumEventAgeInSeconds, onSuccessArn, onFailureArn } = config;
  return {
    FunctionName: functionName,
    ...(maximumRetryAttempts === null ? {} : { MaximumRetryAttempts: maximumRetryAttempts }),
    ...(maximumEventAgeInSeconds === null ? {} : { MaximumEventAgeInSeconds: maximumEventAgeInSeconds }),
    ...(onSuccessArn === null && onFailureArn === null
      ? {}
      : {
          DestinationConfig: {
            ...(onSuccessArn === null ? {} : { OnSuccess: { Destination: onSuccessArn } }),
            ...(onFailureArn === null ? {} : { OnFailure: { Destination: onFailureArn } }),
          },
        }),
  };
}
