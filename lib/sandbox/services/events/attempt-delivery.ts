import { transformInput } from '../../../domain/input-transformer/transform-input.ts';
import { type Deliver, type DeliveryResult, refused } from '../../delivery.ts';
import type { RuleMetricSink, SandboxClock } from '../../service.ts';
import type { BusLog, BusLogMessage } from './bus-log.ts';
import type { AttemptEnd, QueuedDelivery } from './delivery-queue.ts';
import type { EventBusStore } from './event-bus-store.ts';

const PRINCIPAL = 'events.amazonaws.com';
const DEFAULT_RETRIES = 185;
const DEFAULT_MAX_AGE_SECONDS = 86_400;
const FIRST_WAIT_MS = 1_000;
const MAX_WAIT_MS = 900_000;

interface Surroundings {
  deliver: Deliver;
  store: EventBusStore;
  metrics: RuleMetricSink;
  busLog: BusLog;
  clock: SandboxClock;
}
type Failure = Exclude<DeliveryResult, { kind: 'delivered' }>;
type Exhausted = 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds';

/** Makes one attempt of a delivery and decides with the target's retry policy what comes next. */
export async function attemptDelivery(delivery: QueuedDelivery, around: Surroundings): Promise<AttemptEnd> {
  const log = logger(delivery, around);
  const attempt = { attempt_count: delivery.retryAttempts + 1 };
  log('INVOCATION_ATTEMPT_START', attempt);
  const result = await attemptOnce(delivery, around);
  if (result.kind === 'delivered') {
    log('INVOCATION_ATTEMPT_SUCCESS', attempt);
    log('INVOCATION_SUCCESS', { total_attempts: delivery.retryAttempts + 1 });
    count(delivery, around, 'Invocations');
    return { kind: 'over' };
  }
  const error = { error_code: result.code, error_message: result.message };
  const retryable = result.kind === 'failed';
  log(retryable ? 'INVOCATION_ATTEMPT_RETRYABLE_FAILURE' : 'INVOCATION_ATTEMPT_NON_RETRYABLE_FAILURE', {
    ...attempt,
    ...error,
  });
  const waitMs =
    Math.min(FIRST_WAIT_MS * 2 ** delivery.retryAttempts, MAX_WAIT_MS) * (0.5 + Math.random() / 2);
  const exhausted = retryable ? exhaustedCondition(delivery, waitMs) : null;
  if (retryable && exhausted === null) return { kind: 'again', afterMs: waitMs };
  count(delivery, around, 'Invocations');
  count(delivery, around, 'FailedInvocations');
  log('INVOCATION_FAILURE', { total_attempts: delivery.retryAttempts + 1, ...error });
  await sendDeadLetter(delivery, around, result, exhausted);
  return { kind: 'over' };
}

async function attemptOnce(delivery: QueuedDelivery, { deliver }: Surroundings): Promise<DeliveryResult> {
  const { target, ruleArn, ruleName, ingestionTime } = delivery;
  const input = transformInput(target, delivery.eventText, { ruleArn, ruleName, ingestionTime });
  if (!input.ok) return refused('INVALID_JSON', input.message);
  return deliver({
    purpose: 'target',
    targetArn: target.Arn,
    principal: PRINCIPAL,
    sourceArn: ruleArn,
    roleArn: target.RoleArn ?? null,
    body: input.text,
    traceHeader: delivery.traceHeader,
    forwarded: delivery.forwarded,
  });
}

function exhaustedCondition(
  { target, retryAttempts, ageMs }: QueuedDelivery,
  waitMs: number,
): Exhausted | null {
  const policy = target.RetryPolicy;
  if (retryAttempts >= (policy?.MaximumRetryAttempts ?? DEFAULT_RETRIES)) return 'MaximumRetryAttempts';
  const maxAgeMs = (policy?.MaximumEventAgeInSeconds ?? DEFAULT_MAX_AGE_SECONDS) * 1_000;
  return ageMs + waitMs > maxAgeMs ? 'MaximumEventAgeInSeconds' : null;
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html */
async function sendDeadLetter(
  delivery: QueuedDelivery,
  around: Surroundings,
  failure: Failure,
  exhausted: Exhausted | null,
): Promise<void> {
  const queueArn = delivery.target.DeadLetterConfig?.Arn;
  if (queueArn === undefined) return;
  const sent = await around.deliver({
    purpose: 'dead-letter',
    targetArn: queueArn,
    principal: PRINCIPAL,
    sourceArn: delivery.ruleArn,
    roleArn: null,
    body: delivery.eventText,
    traceHeader: delivery.traceHeader,
    attributes: {
      RULE_ARN: delivery.ruleArn,
      TARGET_ARN: delivery.target.Arn,
      ERROR_CODE: failure.code,
      ERROR_MESSAGE: failure.message,
      RETRY_ATTEMPTS: String(delivery.retryAttempts),
      ...(exhausted === null ? {} : { EXHAUSTED_RETRY_CONDITION: exhausted }),
    },
  });
  const arrived = sent.kind === 'delivered';
  count(delivery, around, arrived ? 'InvocationsSentToDlq' : 'InvocationsFailedToBeSentToDlq');
  logger(delivery, around)('INVOCATION_DLQ', {
    dlq_arn: queueArn,
    ...(arrived ? {} : { error_code: sent.code, error_message: sent.message }),
  });
}

function count(
  { ruleName, eventBusName }: QueuedDelivery,
  { metrics, clock }: Surroundings,
  metric: Parameters<RuleMetricSink['countRule']>[0],
): void {
  metrics.countRule(metric, { ruleName, eventBusName }, clock.now());
}

function logger(delivery: QueuedDelivery, { store, busLog }: Surroundings) {
  const { eventId, requestId, eventText, invocationId, ruleArn, target } = delivery;
  const bus = store.find(delivery.region, delivery.eventBusName);
  return (message: BusLogMessage, details: Record<string, unknown>) => {
    if (bus === undefined) return;
    const subject = { bus, eventId, requestId, eventText, invocationId };
    busLog.write(subject, message, { rule_arn: ruleArn, target_arn: target.Arn, ...details });
  };
}
