import type { Deliver } from '../../delivery.ts';
import type { MetricSink, SandboxClock } from '../../service.ts';
import { type AsyncEnd, destinationRecord } from './destination-record.ts';
import type { FunctionRecord } from './function-record.ts';
import { type InvocationTrace, traceHeaderOf } from './invocation-trace.ts';
import { errorTypeOf } from './run-ending.ts';

/** The execution role that every function has: it may do everything here. */
const PRINCIPAL = 'lambda.amazonaws.com';

/** Sends the record of an asynchronous invocation to the destination of its end, and a failed event to the dead-letter queue. */
export async function sendToDestinations(
  fn: FunctionRecord,
  end: AsyncEnd,
  trace: InvocationTrace,
  around: { deliver: Deliver; metrics: MetricSink; clock: SandboxClock },
): Promise<void> {
  const { deliver, metrics, clock } = around;
  const success = end.condition === 'Success';
  const config = fn.eventInvokeConfig?.DestinationConfig;
  const targetArn = (success ? config?.OnSuccess : config?.OnFailure)?.Destination;
  const common = {
    purpose: 'destination' as const,
    principal: PRINCIPAL,
    sourceArn: fn.arn,
    roleArn: fn.settings.Role,
    traceHeader: traceHeaderOf(trace),
  };
  if (typeof targetArn === 'string') {
    const sent = await deliver({
      ...common,
      targetArn,
      body: destinationRecord(fn, end, clock.now()),
      event: {
        source: 'lambda',
        detailType: `Lambda Function Invocation Result - ${success ? 'Success' : 'Failure'}`,
        resources: [`${fn.arn}:$LATEST`, targetArn],
      },
    });
    if (sent.kind !== 'delivered') metrics.count('DestinationDeliveryFailures', fn.name, clock.now());
  }
  const queueArn = fn.settings.DeadLetterConfig?.TargetArn;
  if (success || queueArn === undefined) return;
  const sent = await deliver({
    ...common,
    targetArn: queueArn,
    body: end.payload.toString('utf8'),
    attributes: {
      RequestID: end.requestId,
      ErrorCode: end.outcome === null ? '429' : '200',
      ErrorMessage: end.outcome === null ? end.condition : errorMessageOf(end.outcome.payload),
    },
  });
  if (sent.kind !== 'delivered') metrics.count('DeadLetterErrors', fn.name, clock.now());
}

function errorMessageOf(payload: Buffer): string {
  try {
    const value: unknown = JSON.parse(payload.toString('utf8'));
    if (typeof value === 'object' && value !== null && 'errorMessage' in value) {
      return String(value.errorMessage).slice(0, 1_024) || 'Error';
    }
  } catch {
    // what the handler threw was no JSON
  }
  return errorTypeOf(payload);
}
