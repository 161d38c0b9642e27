import { setTimeout as wait } from 'node:timers/promises';
import { type RerunContext, receiveRerun } from '../../rerun/receive-rerun.ts';
import { rerun } from '../../rerun/rerun.ts';

interface OrderEvent {
  orderId: string;
  /** How often the warehouse must be asked until the order is ready. */
  readyAfterPolls: number;
  maxAttempts?: number;
  /** `Tail` waits for the next run and prints the end of its log; `None` does not wait. */
  logType?: 'None' | 'Tail';
}

/** Asks for an order's status and runs itself again until the order is ready. */
export async function handler(event: OrderEvent, context: RerunContext) {
  const { event: order, attempt } = receiveRerun(event, context);
  const { orderId, readyAfterPolls, maxAttempts = 8, logType = 'None' } = order;
  console.info(`asking the warehouse for ${orderId}, poll ${attempt}`);
  await wait(250 + Math.random() * 500);
  const status = attempt >= readyAfterPolls ? 'READY' : 'PENDING';
  console.info(`warehouse answered`, { orderId, status, attempt });
  const again = await rerun({
    event,
    context,
    when: () => status !== 'READY',
    maxAttempts,
    reason: `status=${status}`,
    logType,
  });
  if (again.status === 'max-attempts-reached') {
    const error = new Error(`${orderId} is still ${status} after ${attempt} polls`);
    error.name = 'OrderNotReady';
    throw error;
  }
  if (again.status === 'invoked' && again.logTail !== null) {
    console.debug('tail of the next run', again.logTail.split('\n').length, 'lines');
  }
  return { orderId, status, attempt };
}
