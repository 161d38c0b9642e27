import type { Condition, ConditionLimits } from '../condition.ts';

/** Five runs at once, without an end but that. */
export function someLimits(change: Partial<ConditionLimits> = {}): ConditionLimits {
  return {
    maxAttempts: 5,
    delaySeconds: 0,
    backoffRate: 1,
    maxDelaySeconds: null,
    jitter: 'NONE',
    windowSeconds: null,
    budgetUsd: null,
    ratePerSecond: 1,
    maxAgeSeconds: 900,
    ...change,
  };
}

/** Runs a poller again until it is done. */
export function aCondition(
  change: Partial<Condition> = {},
  limits: Partial<ConditionLimits> = {},
): Condition {
  return {
    conditionId: '0b0f7c2e-3d1a-4c58-9e8e-000000000001',
    name: 'until it is done',
    functionName: 'poller',
    functionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:poller',
    version: 3,
    when: '{"responsePayload":{"done":[false]}}',
    how: 'invoke',
    nextInput: 'response',
    counterPath: 'responsePayload.attempt',
    eventBusName: 'chains',
    deployedAt: null,
    limits: someLimits(limits),
    ...change,
  };
}
