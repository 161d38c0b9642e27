import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { withCarrier } from './carrier.ts';
import { printMarker } from './marker.ts';
import { type PublishedTo, publishEvent } from './publish-event.ts';
import { type RerunContext, receiveRerun } from './receive-rerun.ts';

interface CommonOptions<T> {
  /** The event as the handler got it. */
  event: T;
  context: RerunContext;
  /** Whether to run again; it sees the event without the carrier. */
  when: (event: T) => boolean;
  /** Runs of the chain at most, the first included. */
  maxAttempts: number;
  /** The next run's event where it differs, such as one with a new cursor. */
  nextEvent?: T;
  /** One line for the operator: why it runs again. */
  reason?: string;
}
interface InvokeOptions {
  /** Calls the function itself; the default. */
  via?: 'invoke';
  /** `Event` does not wait for the next run, which is the default; `RequestResponse` waits for its end. */
  invocationType?: 'Event' | 'RequestResponse';
  /** `Tail` also returns the last 4 KB of the next run's log; it makes the call synchronous. */
  logType?: 'None' | 'Tail';
}
interface EventOptions extends PublishedTo {
  /** Publishes the next run's event, for a rule that has this function as its target. */
  via: 'eventbridge';
}
export type RerunOptions<T> = CommonOptions<T> & (InvokeOptions | EventOptions);

export type RerunResult =
  | { status: 'not-needed' }
  | { status: 'max-attempts-reached'; attempt: number }
  | { status: 'published'; eventId: string | null; attempt: number }
  | {
      status: 'invoked';
      requestId: string | null;
      attempt: number;
      /** Of a synchronous call: that the next run failed, its answer as JSON text and the tail of its log. */
      functionError: string | null;
      payload: string | null;
      logTail: string | null;
    };

const clients = new Map<string, LambdaClient>();

/**
 * Runs the same function again if `when` holds, with Lambda's `Invoke` or by an event that a rule sends to it, and prints
 * the marker that names the next run, or the event that causes it. The chain's trace ID, the attempt and this run's
 * request ID travel in the field `__rerun` of the payload or the event's `detail`; the SDK itself passes the trace header
 * on. Past `maxAttempts` nothing is called, and the result and a marker say so.
 * A synchronous call is sent once; an asynchronous one may be sent again by the SDK after a throttle, and AWS delivers it at least once.
 * Throws what `Invoke` and `PutEvents` throw, such as AccessDeniedException: the role needs lambda:InvokeFunction on its
 * own function, or events:PutEvents on the bus. An event that EventBridge has not taken throws, too.
 * https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export async function rerun<T>(options: RerunOptions<T>): Promise<RerunResult> {
  const { context, maxAttempts } = options;
  const received = receiveRerun(options.event, context);
  if (!options.when(received.event)) return { status: 'not-needed' };
  const via = options.via ?? 'invoke';
  const marker = {
    via,
    attempt: received.attempt,
    maxAttempts,
    traceId: received.traceId,
    requestId: context.awsRequestId,
    parent: received.parent,
  };
  if (received.attempt >= maxAttempts) {
    printMarker({ ...marker, reason: 'max attempts reached', next: null });
    return { status: 'max-attempts-reached', attempt: received.attempt };
  }
  const reason = options.reason ?? null;
  const attempt = received.attempt + 1;
  const payload = withCarrier(options.nextEvent ?? received.event, {
    v: 1,
    traceId: received.traceId,
    attempt,
    maxAttempts,
    parent: { requestId: context.awsRequestId },
  });
  if (options.via === 'eventbridge') {
    const eventId = await publishEvent(options, payload);
    printMarker({ ...marker, reason, next: eventId === null ? null : { eventId } });
    return { status: 'published', eventId, attempt };
  }
  const logType = options.logType ?? 'None';
  const invocationType = logType === 'Tail' ? 'RequestResponse' : (options.invocationType ?? 'Event');
  const answer = await clientFor(invocationType).send(
    new InvokeCommand({
      FunctionName: context.invokedFunctionArn,
      InvocationType: invocationType,
      ...(invocationType === 'RequestResponse' ? { LogType: logType } : {}),
      Payload: JSON.stringify(payload),
    }),
  );
  const requestId = answer.$metadata.requestId ?? null;
  printMarker({
    ...marker,
    reason,
    next: requestId === null ? null : { requestId },
  });
  return {
    status: 'invoked',
    requestId,
    attempt,
    functionError: answer.FunctionError ?? null,
    payload: invocationType === 'Event' ? null : (answer.Payload?.transformToString() ?? null),
    logTail: answer.LogResult === undefined ? null : Buffer.from(answer.LogResult, 'base64').toString('utf8'),
  };
}

/** `Invoke` has no client token: only a call that nobody waits for may be sent twice. */
function clientFor(invocationType: 'Event' | 'RequestResponse'): LambdaClient {
  let client = clients.get(invocationType);
  if (client === undefined) {
    client = new LambdaClient({ maxAttempts: invocationType === 'Event' ? 3 : 1 });
    clients.set(invocationType, client);
  }
  return client;
}
