import { EXAMPLE_FUNCTIONS } from '../../functions/catalogue.ts';
import { callLambda, type ExampleClient } from './example-client.ts';

const ROUND_MS = 60_000;
const WELCOME_MAIL_EVERY = 5;
const FIRST_ORDER = 1042;
const OF_CONDITIONS = new Set(
  EXAMPLE_FUNCTIONS.filter(({ ofConditions }) => ofConditions === true).map(({ name }) => name),
);

/** The events that one round sends; `round` counts from 0, so that rounds differ and repeat their stories. */
export function exampleRound(round: number, nowMs: number): { functionName: string; event: unknown }[] {
  const orderId = `order-${FIRST_ORDER + round}`;
  const inSeconds = (seconds: number) => new Date(nowMs + seconds * 1000).toISOString();
  const late = round % 4 === 2;
  return [
    {
      functionName: 'order-poller',
      event: {
        orderId,
        readyAfterPolls: late ? 9 : 3 + (round % 5),
        maxAttempts: late ? 4 : 8,
        logType: round % 3 === 1 ? 'Tail' : 'None',
      },
    },
    {
      functionName: 'charge-payment',
      event: {
        paymentId: `pay-${7301 + round}`,
        amountCents: 1999 + ((round * 777) % 9000),
        cardNumber: round % 3 === 2 ? '4000000000000002' : '4242424242424242',
        // down for the first two attempts where a minute of AWS takes three seconds
        acquirerUpAt: inSeconds(round % 2 === 0 ? 5 : 1),
      },
    },
    {
      functionName: 'import-batch',
      event: {
        file: `customers-${String(1 + (round % 28)).padStart(2, '0')}.csv`,
        rowCount: 4600 + (round % 4) * 300,
      },
    },
    { functionName: 'runaway-loop', event: { cacheKey: `prices:eu:${round % 7}` } },
    { functionName: 'fan-out', event: { campaignId: `campaign-${210 + round}` } },
    {
      functionName: 'nightly-report',
      event: {
        reportId: `report-${new Date(nowMs).toISOString().slice(0, 10)}-${round}`,
        page: 1,
        pageCount: 4,
      },
    },
    {
      functionName: 'payment-watcher',
      event: { orderId, paidAfterChecks: round % 6 === 5 ? 7 : 3 + (round % 4) },
    },
    {
      functionName: 'pack-order',
      event: {
        orderId,
        packedAfterChecks: round % 8 === 5 ? 9 : 2 + (round % 4),
        by: round % 2 === 0 ? 'invoke' : 'eventbridge',
      },
    },
    { functionName: 'welcome-mail', event: { customerId: `customer-${500 + round}` } },
    { functionName: 'sync-inventory', event: { warehouse: 'Leipzig', shelves: ['A1', 'A2', 'B1'] } },
  ];
}

/** Runs one round now and one each minute; returns what ends them. A round that is refused is told and left out. */
export function startExampleRounds(client: ExampleClient, onError: (error: unknown) => void): () => void {
  // another story on each start: the minute of the day counts the rounds
  let round = Math.floor(Date.now() / ROUND_MS) % 1000;
  let first = true;
  const run = () => {
    for (const { functionName, event } of exampleRound(round, Date.now())) {
      // each leaves a chain that waits in vain
      if (functionName === 'welcome-mail' && !first && round % WELCOME_MAIL_EVERY !== 0) continue;
      if (first && OF_CONDITIONS.has(functionName)) continue;
      invokeEvent(client, functionName, event).catch(onError);
    }
    round += 1;
    first = false;
  };
  run();
  const timer = setInterval(run, ROUND_MS);
  return () => clearInterval(timer);
}

async function invokeEvent(client: ExampleClient, functionName: string, event: unknown): Promise<void> {
  const path = `/2015-03-31/functions/${functionName}/invocations`;
  const answer = await callLambda(client, 'POST', path, event, { 'x-amz-invocation-type': 'Event' });
  if (answer.status !== 202) {
    throw new Error(
      `Lambda refused the event of ${functionName}: ${answer.status} ${answer.errorCode ?? ''}`,
    );
  }
}
