import { setTimeout as wait } from 'node:timers/promises';
import { type RerunContext, receiveRerun } from '../../rerun/receive-rerun.ts';

interface PaymentEvent {
  paymentId: string;
  amountCents: number;
  cardNumber: string;
  /** The acquirer answers from then on; ISO time. */
  acquirerUpAt: string;
}

/** Charges a card once and fails where it can't: Lambda's own retries of asynchronous events run it again. */
export async function handler(event: PaymentEvent, context: RerunContext) {
  const { event: payment } = receiveRerun(event, context);
  const { paymentId, amountCents, cardNumber, acquirerUpAt } = payment;
  console.info(
    `charging ${paymentId}: ${(amountCents / 100).toFixed(2)} EUR to card …${cardNumber.slice(-4)}`,
  );
  await wait(180 + Math.random() * 240);
  if (cardNumber.endsWith('0002')) throw named('CardDeclined', `card …0002 was declined for ${paymentId}`);
  if (Date.now() < Date.parse(acquirerUpAt)) {
    console.warn(`acquirer did not answer for ${paymentId}`);
    throw named('AcquirerTimeout', `no answer from the acquirer for ${paymentId}`);
  }
  console.info(`${paymentId} charged`);
  return { paymentId, charged: true };
}

function named(name: string, message: string): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}
