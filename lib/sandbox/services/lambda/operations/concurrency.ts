import { readJsonBody } from '../../../json-body.ts';
import { AwsError, type WireResponse } from '../../../service.ts';
import { answer, emptyAnswer, functionOf, type LambdaCall } from '../lambda-call.ts';
import { invalidMember, numberOf } from '../validate-settings.ts';

/** The account's 1,000 less the 100 that AWS keeps unreserved. */
const MAX_RESERVED = 900;

export function putFunctionConcurrency(call: LambdaCall): WireResponse {
  const input = readJsonBody(call.request);
  const fn = functionOf(call);
  if (input.ReservedConcurrentExecutions == null) {
    throw invalidMember('null', 'reservedConcurrentExecutions', 'Member must not be null');
  }
  const reserved = numberOf(input, 'ReservedConcurrentExecutions', 0, 0, Number.MAX_SAFE_INTEGER);
  const others = call.store
    .list(fn.region)
    .reduce((sum, other) => sum + (other === fn ? 0 : (other.reservedConcurrency ?? 0)), 0);
  if (reserved + others > MAX_RESERVED) {
    throw new AwsError(
      'InvalidParameterValueException',
      "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].",
    );
  }
  fn.reservedConcurrency = reserved;
  call.store.save(fn);
  return answer(200, { ReservedConcurrentExecutions: reserved });
}

export function getFunctionConcurrency(call: LambdaCall): WireResponse {
  const { reservedConcurrency } = functionOf(call);
  return answer(
    200,
    reservedConcurrency === null ? {} : { ReservedConcurrentExecutions: reservedConcurrency },
  );
}

export function deleteFunctionConcurrency(call: LambdaCall): WireResponse {
  const fn = functionOf(call);
  fn.reservedConcurrency = null;
  call.store.save(fn);
  return emptyAnswer();
}
