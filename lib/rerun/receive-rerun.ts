import { carrierOf, withoutCarrier } from './carrier.ts';
import { envelopeOf } from './envelope.ts';
import { printMarker, type RunRef } from './marker.ts';

/** The part of Lambda's context object that is needed to run again. */
export interface RerunContext {
  awsRequestId: string;
  invokedFunctionArn: string;
}

export interface ReceivedRun<T> {
  /** The event without the carrier; of one that EventBridge delivered, its `detail`. */
  event: T;
  /** 1 in the first run of a chain. */
  attempt: number;
  /** The limit that the caller set, null in a first run. */
  maxAttempts: number | null;
  /** X-Ray Root of the chain's first run, null where there is none. */
  traceId: string | null;
  /** The run that called, and the event that EventBridge delivered, as far as either is known. */
  parent: RunRef | null;
}

const announced = new WeakSet<RerunContext>();

/**
 * Call it first in a handler. A run that another run called prints its `parent` and its input at once, so that the link
 * is known even if the caller dies after its call, or this run before its end. Printing happens once per run.
 * An event that EventBridge delivered whole is unwrapped, so that a handler sees the same shape whatever ran it.
 * The Root is that of `_X_AMZN_TRACE_ID`: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export function receiveRerun<T>(event: T, context: RerunContext): ReceivedRun<T> {
  const envelope = envelopeOf(event);
  const own = envelope === null ? event : (envelope.detail as T);
  const carrier = carrierOf(own);
  const parent = { ...carrier?.parent, ...(envelope === null ? {} : { eventId: envelope.id }) };
  const received: ReceivedRun<T> = {
    event: withoutCarrier(own),
    attempt: carrier?.attempt ?? 1,
    maxAttempts: carrier?.maxAttempts ?? null,
    traceId: carrier?.traceId ?? ownRoot(),
    parent: carrier === null && envelope === null ? null : parent,
  };
  if (!announced.has(context)) {
    announced.add(context);
    printMarker({
      ...received,
      via: envelope === null ? 'invoke' : 'eventbridge',
      reason: null,
      requestId: context.awsRequestId,
      next: null,
      input: received.event,
    });
  }
  return received;
}

function ownRoot(): string | null {
  const root = /(?:^|;)\s*root=(1-[0-9a-f]{8}-[0-9a-f]{24})/i.exec(process.env._X_AMZN_TRACE_ID ?? '');
  return root?.[1] ?? null;
}
