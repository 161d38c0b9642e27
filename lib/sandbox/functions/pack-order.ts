import { setTimeout as wait } from 'node:timers/promises';

interface PackingRequest {
  orderId: string;
  /** How often the warehouse must be asked until the order is packed. */
  packedAfterChecks: number;
  /** Which of the example conditions runs it again. */
  by: 'invoke' | 'eventbridge' | 'stepfunctions';
  /** 1 in the first run */
  check?: number;
}

/** Asks the warehouse whether an order is packed. It knows of no next run: conditions run it again, given its answer. */
export async function handler({ orderId, packedAfterChecks, by, check = 1 }: PackingRequest) {
  await wait(100 + Math.random() * 200);
  const status = check >= packedAfterChecks ? 'PACKED' : 'PACKING';
  console.info(`${orderId} is ${status} at check ${check}`);
  return { orderId, packedAfterChecks, by, check: check + 1, status };
}
