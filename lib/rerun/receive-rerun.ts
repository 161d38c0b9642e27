import { carrierOf, withoutCarrier } from './carrier.ts';
import { printMarker } from './marker.ts';

/** The part of Lambda's context object that is needed to run again. */
export interface RerunContext {
  awsRequestId: string;
  invokedFunctionArn: string;
}

export interface ReceivedRun<T> {
  /** The event without the carrier. */
  event: T;
  /** 1 in the first run of a chain. */
  attempt: number;
  /** The limit that the caller set, null in a first run. */
  maxAttempts: number | null;
  /** X-Ray Root of the chain's first run, null where there is none. */
  traceId: string | null;
  parent: { requestId: string } | null;
}

const announced = new WeakSet<RerunContext>();

/**
 * Call it first in a handler. A run that another run called prints its `parent` and its input at once, so that the link
 * is known even if the caller dies after its call, or this run before its end. Printing happens once per run.
 * The Root is that of `_X_AMZN_TRACE_ID`: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export function receiveRerun<T>(event: T, context: RerunContext): ReceivedRun<T> {
  const carrier = carrierOf(event);
  const received: ReceivedRun<T> = {
    event: withoutCarrier(event),
    attempt: carrier?.attempt ?? 1,
    maxAttempts: carrier?.maxAttempts ?? null,
    traceId: carrier?.traceId ?? ownRoot(),
    parent: carrier?.parent ?? null,
  };
  if (!announced.has(context)) {
    announced.add(context);
    printMarker({
      ...received,
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
