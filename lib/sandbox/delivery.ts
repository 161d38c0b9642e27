import { setTimeout as wait } from 'node:timers/promises';
import type { FaultBoard } from './fault-board.ts';

/** What one service of the sandbox hands to a resource of another. */
export interface Delivery {
  purpose: 'target' | 'dead-letter' | 'destination';
  targetArn: string;
  /** the service that calls, such as `events.amazonaws.com` */
  principal: string;
  /** the rule or function that it calls for */
  sourceArn: string;
  /** with a role the target's resource policy is not asked: every role of the sandbox may do everything */
  roleArn: string | null;
  body: string;
  traceHeader: string;
  /** message attributes, for queues */
  attributes?: Record<string, string>;
  /** for an event bus: what makes the body the detail of a new event; without it the body is a whole event */
  event?: { source: string; detailType: string; resources: string[] };
  /** the event has come from another bus already */
  forwarded?: boolean;
}

/** `refused` stays so however often it is tried; `failed` may succeed later. */
export type DeliveryResult =
  | { kind: 'delivered'; requestId: string }
  | { kind: 'refused' | 'failed'; code: DeliveryErrorCode; message: string };

/** The error codes of EventBridge's dead letters: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html */
export type DeliveryErrorCode =
  | 'NO_PERMISSIONS'
  | 'NO_RESOURCE'
  | 'INVALID_PARAMETER'
  | 'INVALID_JSON'
  | 'THROTTLING'
  | 'INTERNAL_ERROR'
  | 'TIMEOUT'
  | 'SDK_CLIENT_ERROR';

export type Deliver = (delivery: Delivery) => Promise<DeliveryResult>;

/** Faults on these operation names strike what services deliver to each other; `resource` is the target or its source. */
const OPERATIONS = {
  target: 'InvokeTarget',
  'dead-letter': 'SendDeadLetter',
  destination: 'InvokeDestination',
} as const;

/** Finds the service that a target's ARN belongs to; what a service delivers to another never touches the wire. */
export class DeliveryRouter {
  readonly #faults: FaultBoard;
  readonly #sinks = new Map<string, Deliver>();

  constructor(faults: FaultBoard) {
    this.#faults = faults;
  }

  /** `service` is the third part of its ARNs. */
  register(service: string, sink: Deliver): void {
    this.#sinks.set(service, sink);
  }

  deliver: Deliver = async (delivery) => {
    const sink = this.#sinks.get(delivery.targetArn.split(':')[2] ?? '');
    if (sink === undefined) return refused('NO_RESOURCE', `The sandbox has no ${delivery.targetArn}.`);
    const struck = this.#faults.onRequest(OPERATIONS[delivery.purpose], {
      path: `${delivery.targetArn} ${delivery.sourceArn}`,
      body: Buffer.from(delivery.body),
    });
    for (const fault of struck) {
      if (fault.kind === 'delay') await wait(fault.delayMs);
      if (fault.kind === 'throttle') return failed('THROTTLING', 'Rate exceeded');
      if (fault.kind === '5xx') return failed('INTERNAL_ERROR', 'An internal error occurred.');
      if (fault.kind === 'access-denied') {
        return refused(
          'NO_PERMISSIONS',
          `${delivery.principal} is not authorized to use ${delivery.targetArn}.`,
        );
      }
    }
    const result = await sink(delivery);
    // carried out, and tried again: the target sees it twice
    const lost = struck.some((fault) => fault.kind === 'lost-reply');
    return lost && result.kind === 'delivered' ? failed('TIMEOUT', 'The target did not answer.') : result;
  };
}

export function refused(code: DeliveryErrorCode, message: string): DeliveryResult {
  return { kind: 'refused', code, message };
}

function failed(code: DeliveryErrorCode, message: string): DeliveryResult {
  return { kind: 'failed', code, message };
}
