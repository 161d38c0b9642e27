import { setTimeout as wait } from 'node:timers/promises';
import type { RerunContext } from '../../rerun/receive-rerun.ts';
import { printEventMarker } from './print-event-marker.ts';
import { publishEvent } from './publish-event.ts';

interface OrderPayment {
  orderId: string;
  /** How often the bank must be asked until the payment has arrived. */
  paidAfterChecks: number;
  /** 1 in the first run */
  check?: number;
}
interface PaymentPendingEvent {
  id: string;
  detail: OrderPayment;
}

const MAX_CHECKS = 6;

/** Asks the bank for an order's payment; while it is pending it says so on the bus `orders`, and a rule runs it again. */
export async function handler(event: OrderPayment | PaymentPendingEvent, context: RerunContext) {
  const payment = 'detail' in event ? event.detail : event;
  const { orderId, paidAfterChecks, check = 1 } = payment;
  const run = {
    attempt: check,
    maxAttempts: MAX_CHECKS,
    requestId: context.awsRequestId,
    parent: 'detail' in event ? { eventId: event.id } : null,
  };
  printEventMarker({ ...run, reason: null, next: null, input: payment });
  console.info(`asking the bank for the payment of ${orderId}, check ${check}`);
  await wait(150 + Math.random() * 350);
  if (check >= paidAfterChecks) {
    console.info(`${orderId} is paid`);
    return { orderId, status: 'PAID', check };
  }
  if (check >= MAX_CHECKS) {
    printEventMarker({ ...run, reason: 'max attempts reached', next: null });
    const error = new Error(`${orderId} is not paid after ${check} checks`);
    error.name = 'PaymentOverdue';
    throw error;
  }
  const eventId = await publishEvent({
    EventBusName: 'orders',
    Source: 'shop.payments',
    DetailType: 'payment pending',
    Detail: JSON.stringify({ ...payment, status: 'PENDING', check: check + 1 }),
  });
  printEventMarker({ ...run, reason: 'status=PENDING', next: { eventId } });
  return { orderId, status: 'PENDING', check };
}
