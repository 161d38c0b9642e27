import type { EventEntry } from '@/lib/contract/event';

export interface EventTemplate {
  name: string;
  entry: Pick<EventEntry, 'source' | 'detailType' | 'detail'>;
}

const laidOut = (detail: object) => JSON.stringify(detail, null, 2);

/** Beginnings of events, to be changed; the pending payment runs a function of the sandbox, from its bus `orders`. */
export const EVENT_TEMPLATES: readonly EventTemplate[] = [
  { name: 'Empty', entry: { source: '', detailType: '', detail: '{}' } },
  {
    name: 'Order placed',
    entry: {
      source: 'shop.orders',
      detailType: 'OrderPlaced',
      detail: laidOut({
        orderId: 'ord-1001',
        amountCents: 4200,
        currency: 'EUR',
        items: [{ sku: 'A-17', quantity: 1 }],
      }),
    },
  },
  {
    name: 'Payment pending',
    entry: {
      source: 'shop.payments',
      detailType: 'payment pending',
      detail: laidOut({ orderId: 'order-1001', status: 'PENDING', paidAfterChecks: 3, check: 2 }),
    },
  },
  {
    name: 'Run again, next attempt',
    entry: {
      source: 'my.event.source',
      detailType: 'RunAgain',
      detail: laidOut({ attempt: 2, maxAttempts: 5, reason: 'status=PENDING', input: {} }),
    },
  },
  {
    name: 'Lambda’s destination record',
    entry: {
      source: 'lambda',
      detailType: 'Lambda Function Invocation Result - Success',
      detail: laidOut({
        version: '1.0',
        requestContext: { condition: 'Success', approximateInvokeCount: 1 },
        requestPayload: {},
        responseContext: { statusCode: 200, executedVersion: '$LATEST' },
        responsePayload: { status: 'PENDING', attempt: 1 },
      }),
    },
  },
];
