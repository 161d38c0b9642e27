import { setTimeout as wait } from 'node:timers/promises';

interface QuoteRequest {
  orderId: string;
  weightGrams: number;
  /** How many attempts the carrier leaves unanswered. */
  unanswered: number;
  /** Counts the attempts, from 0. */
  attempt: number;
}

/** Asks a carrier for a price and fails where it does not answer: the state machine's Retry runs it again. */
export async function handler({ orderId, weightGrams, unanswered, attempt }: QuoteRequest) {
  console.info(`asking the carrier for ${orderId}, attempt ${attempt + 1}`);
  await wait(120 + Math.random() * 200);
  if (attempt < unanswered) {
    const error = new Error(`no answer from the carrier for ${orderId}`);
    error.name = 'CarrierTimeout';
    throw error;
  }
  return { orderId, priceCents: 390 + Math.ceil(weightGrams / 100) * 15, carrier: 'Nordpost' };
}
