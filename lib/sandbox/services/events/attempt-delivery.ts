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
  const totalAttempts = delivery.retryAttempts + 1;
  log('INVOCATION_ATTEMPT_START', { attempt_count: totalAttempts });
  const startedAtMs = around.clock.now();
  const result = await attemptOnce(delivery, around);
  const ended = {
    attempt_type: totalAttempts === 1 ? 'FIRST' : 'RETRY',
    attempt_count: totalAttempts,
    target_duration_ms: around.clock.now() - startedAtMs,
  };
  if (result.kind === 'delivered') {
    log('INVOCATION_ATTEMPT_SUCCESS', { ...ended, invocation_status: 'SUCCESS' });
    log('INVOCATION_SUCCESS', {
      total_attempts: totalAttempts,
      final_invocation_status: 'SUCCESS',
      ingestion_to_success_latency_ms: around.clock.now() - Date.parse(delivery.ingestionTime),
    });
    count(delivery, around, 'Invocations');
    return { kind: 'over' };
  }
  const retryable = result.kind === 'failed';
  log(failureStep(result), { ...ended, invocation_status: result.code }, result);
  const waitMs =
    Math.min(FIRST_WAIT_MS * 2 ** delivery.retryAttempts, MAX_WAIT_MS) * (0.5 + Math.random() / 2);
  const exhausted = retryable ? exhaustedCondition(delivery, waitMs) : null;
  if (retryable && exhausted === null) return { kind: 'again', afterMs: waitMs };
  count(delivery, around, 'Invocations');
  count(delivery, around, 'FailedInvocations');
  log('INVOCATION_FAILURE', { total_attempts: totalAttempts, final_invocation_status: result.code }, result);
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
  logger(delivery, around)(
    'INVOCATION_DLQ',
    { total_attempts: delivery.retryAttempts + 1, final_invocation_status: failure.code },
    arrived ? failure : sent,
  );
}

function failureStep({ kind, code }: Failure): BusLogMessage {
  if (kind === 'refused') return 'INVOCATION_ATTEMPT_PERMANENT_FAILURE';
  return code === 'THROTTLING' ? 'INVOCATION_ATTEMPT_THROTTLE' : 'INVOCATION_ATTEMPT_RETRYABLE_FAILURE';
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
  return (message: BusLogMessage, details: Record<string, unknown>, failure: Failure | null = null) => {
    if (bus === undefined) return;
    const subject = { bus, eventId, requestId, eventText, invocationId };
    const target_arn = target.Arn;
    const role = target.RoleArn === undefined ? {} : { role_arn: target.RoleArn };
    const error =
      failure === null
        ? null
        : { error_message: failure.message, aws_service: target.Arn.split(':')[2] ?? 'unknown' };
    busLog.write(subject, message, { rule_arn: ruleArn, ...role, target_arn, ...details }, error);
  };
}
