import { readJsonBody } from '../../../json-body.ts';
import { AwsError, type WireResponse } from '../../../service.ts';
import type { EventInvokeConfig, FunctionRecord } from '../function-record.ts';
import { answer, emptyAnswer, functionOf, type LambdaCall } from '../lambda-call.ts';
import { invalidMember, numberOf, recordOf, stringOf } from '../validate-settings.ts';

const DESTINATION = /^arn:aws[a-z0-9-]*:(lambda|sqs|sns|events|s3):[a-z0-9-]*:(\d{12})?:.+$/;

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

export function listFunctionEventInvokeConfigs(call: LambdaCall): WireResponse {
  const fn = functionOf(call);
  const configs = fn.eventInvokeConfig === null ? [] : [shown(fn, fn.eventInvokeConfig)];
  return answer(200, { FunctionEventInvokeConfigs: configs });
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
      OnSuccess: destinationOf(fn, destinations, 'OnSuccess'),
      OnFailure: destinationOf(fn, destinations, 'OnFailure'),
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

function destinationOf(
  fn: FunctionRecord,
  destinations: Record<string, unknown>,
  end: 'OnSuccess' | 'OnFailure',
): Record<string, unknown> {
  const destination = stringOf(recordOf(destinations, end) ?? {}, 'Destination', '');
  if (destination === '') return {};
  if (!DESTINATION.test(destination)) {
    throw invalidMember(
      destination,
      `destinationConfig.${end === 'OnSuccess' ? 'onSuccess' : 'onFailure'}.destination`,
      'Member must satisfy regular expression pattern: $|kafka://([^.]([a-zA-Z0-9\\-_.]{0,248}))|arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-])+:([a-z]{2}(-gov)?(-iso([a-z])?)?-[a-z]+-\\d{1})?:(\\d{12})?:(.*)',
    );
  }
  if (destination === fn.arn || destination.startsWith(`${fn.arn}:`)) {
    throw new AwsError(
      'InvalidParameterValueException',
      "You can't specify the function as a destination for itself.",
    );
  }
  return { Destination: destination };
}
