import { readJsonBody } from '../../../json-body.ts';
import { AwsError, type WireResponse } from '../../../service.ts';
import type { EventInvokeConfig, FunctionRecord } from '../function-record.ts';
import { answer, emptyAnswer, functionOf, type LambdaCall } from '../lambda-call.ts';
import { numberOf, recordOf } from '../validate-settings.ts';

/** Put replaces the whole configuration: what is not given is cleared. */
export function putFunctionEventInvokeConfig(call: LambdaCall): WireResponse {
  const fn = functionOf(call);
  return save(call, fn, {});
}

/** Update keeps what is not given. */
export function updateFunctionEventInvokeConfig(call: LambdaCall): WireResponse {
  const fn = functionOf(call);
  if (fn.eventInvokeConfig === null) throw noConfig(fn);
  return save(call, fn, fn.eventInvokeConfig);
}

export function getFunctionEventInvokeConfig(call: LambdaCall): WireResponse {
  const fn = functionOf(call);
  if (fn.eventInvokeConfig === null) throw noConfig(fn);
  return answer(200, shown(fn, fn.eventInvokeConfig));
}

export function deleteFunctionEventInvokeConfig(call: LambdaCall): WireResponse {
  const fn = functionOf(call);
  if (fn.eventInvokeConfig === null) throw noConfig(fn);
  fn.eventInvokeConfig = null;
  call.store.save(fn);
  return emptyAnswer();
}

function save(call: LambdaCall, fn: FunctionRecord, base: Partial<EventInvokeConfig>): WireResponse {
  const input = readJsonBody(call.request);
  const destinations = recordOf(input, 'DestinationConfig');
  const config: EventInvokeConfig = { ...base, lastModifiedAtMs: call.clock.now() };
  if (input.MaximumRetryAttempts != null) {
    config.MaximumRetryAttempts = numberOf(input, 'MaximumRetryAttempts', 2, 0, 2);
  }
  if (input.MaximumEventAgeInSeconds != null) {
    config.MaximumEventAgeInSeconds = numberOf(input, 'MaximumEventAgeInSeconds', 21_600, 60, 21_600);
  }
  if (destinations !== undefined) {
    config.DestinationConfig = {
      OnSuccess: recordOf(destinations, 'OnSuccess') ?? {},
      OnFailure: recordOf(destinations, 'OnFailure') ?? {},
    };
  }
  fn.eventInvokeConfig = config;
  call.store.save(fn);
  return answer(200, shown(fn, config));
}

function shown(fn: FunctionRecord, config: EventInvokeConfig): Record<string, unknown> {
  const { lastModifiedAtMs, ...rest } = config;
  return {
    LastModified: lastModifiedAtMs / 1000,
    FunctionArn: `${fn.arn}:$LATEST`,
    DestinationConfig: { OnSuccess: {}, OnFailure: {} },
    ...rest,
  };
}

function noConfig(fn: FunctionRecord): AwsError {
  return new AwsError(
    'ResourceNotFoundException',
    `The function ${fn.arn}:$LATEST doesn't have an EventInvokeConfig`,
    404,
  );
}
