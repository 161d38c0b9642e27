/** One example function and how it is configured. */
export interface ExampleFunction {
  name: string;
  description: string;
  /** Path of the source from the project root; the handler is its export `handler`. */
  source: string;
  runtime: 'nodejs20.x' | 'nodejs22.x' | 'nodejs24.x';
  memorySizeMb: number;
  timeoutSeconds: number;
  tracing: 'Active' | 'PassThrough';
  logFormat: 'Text' | 'JSON';
  recursiveLoop: 'Allow' | 'Terminate';
  /** a state machine runs it, not the round of each minute */
  ofStateMachine?: true;
  /** conditions run it again, which are deployed through the dashboard: the first round, at its start, leaves it out */
  ofConditions?: true;
}

/** The functions that the sandbox starts with. */
export const EXAMPLE_FUNCTIONS: readonly ExampleFunction[] = [
  {
    name: 'order-poller',
    description: 'Polls an order and runs itself again until it is ready',
    source: 'lib/sandbox/functions/order-poller.ts',
    runtime: 'nodejs22.x',
    memorySizeMb: 256,
    timeoutSeconds: 60,
    tracing: 'PassThrough',
    logFormat: 'JSON',
    recursiveLoop: 'Terminate',
  },
  {
    name: 'charge-payment',
    description: 'Charges a card; Lambda retries it while the acquirer is down',
    source: 'lib/sandbox/functions/charge-payment.ts',
    runtime: 'nodejs22.x',
    memorySizeMb: 128,
    timeoutSeconds: 10,
    tracing: 'PassThrough',
    logFormat: 'Text',
    recursiveLoop: 'Terminate',
  },
  {
    name: 'import-batch',
    description: 'Imports a file in slices, continuing from its cursor over many runs',
    source: 'lib/sandbox/functions/import-batch.ts',
    runtime: 'nodejs20.x',
    memorySizeMb: 512,
    timeoutSeconds: 30,
    tracing: 'Active',
    logFormat: 'Text',
    recursiveLoop: 'Allow',
  },
  {
    name: 'runaway-loop',
    description: 'Runs itself again for ever, until loop detection stops it',
    source: 'lib/sandbox/functions/runaway-loop.ts',
    runtime: 'nodejs22.x',
    memorySizeMb: 128,
    timeoutSeconds: 10,
    tracing: 'PassThrough',
    logFormat: 'Text',
    recursiveLoop: 'Terminate',
  },
  {
    name: 'fan-out',
    description: 'Divides a campaign and runs itself three times at once',
    source: 'lib/sandbox/functions/fan-out.ts',
    runtime: 'nodejs24.x',
    memorySizeMb: 256,
    timeoutSeconds: 15,
    tracing: 'Active',
    logFormat: 'JSON',
    recursiveLoop: 'Terminate',
  },
  {
    name: 'nightly-report',
    description: 'Writes a report page by page without a marker; only active tracing links its runs',
    source: 'lib/sandbox/functions/nightly-report.ts',
    runtime: 'nodejs22.x',
    memorySizeMb: 256,
    timeoutSeconds: 20,
    tracing: 'Active',
    logFormat: 'Text',
    recursiveLoop: 'Terminate',
  },
  {
    name: 'sync-inventory',
    description: 'Counts shelves, a run each; nothing links its runs',
    source: 'lib/sandbox/functions/sync-inventory.ts',
    runtime: 'nodejs22.x',
    memorySizeMb: 128,
    timeoutSeconds: 10,
    tracing: 'PassThrough',
    logFormat: 'Text',
    recursiveLoop: 'Terminate',
  },
  {
    name: 'payment-watcher',
    description: 'Publishes that a payment is pending, and a rule on the bus orders runs it again',
    source: 'lib/sandbox/functions/payment-watcher.ts',
    runtime: 'nodejs22.x',
    memorySizeMb: 256,
    timeoutSeconds: 15,
    tracing: 'PassThrough',
    logFormat: 'JSON',
    recursiveLoop: 'Terminate',
  },
  {
    name: 'welcome-mail',
    description: 'Publishes an event that no rule catches: source and detail-type are spelled differently',
    source: 'lib/sandbox/functions/welcome-mail.ts',
    runtime: 'nodejs22.x',
    memorySizeMb: 128,
    timeoutSeconds: 10,
    tracing: 'PassThrough',
    logFormat: 'Text',
    recursiveLoop: 'Terminate',
  },
  {
    name: 'pack-order',
    description:
      'Says whether an order is packed; three conditions, one of each way, run it again until it is',
    source: 'lib/sandbox/functions/pack-order.ts',
    runtime: 'nodejs22.x',
    memorySizeMb: 128,
    timeoutSeconds: 10,
    tracing: 'Active',
    logFormat: 'JSON',
    recursiveLoop: 'Terminate',
    ofConditions: true,
  },
  {
    name: 'report-status',
    description: 'Says whether a report is ready; the state machine report-poller asks until it is',
    source: 'lib/sandbox/functions/report-status.ts',
    runtime: 'nodejs22.x',
    memorySizeMb: 128,
    timeoutSeconds: 10,
    tracing: 'PassThrough',
    logFormat: 'JSON',
    recursiveLoop: 'Terminate',
    ofStateMachine: true,
  },
  {
    name: 'shipping-quote',
    description:
      'Asks a flaky carrier for a price; the state machine shipping-quotes tries again and falls back',
    source: 'lib/sandbox/functions/shipping-quote.ts',
    runtime: 'nodejs22.x',
    memorySizeMb: 128,
    timeoutSeconds: 10,
    tracing: 'PassThrough',
    logFormat: 'Text',
    recursiveLoop: 'Terminate',
    ofStateMachine: true,
  },
];

/** One example rule, its bus and the function that it runs. */
export interface ExampleRule {
  name: string;
  eventBusName: string;
  description: string;
  eventPattern: unknown;
  functionName: string;
}

/** The rules that the sandbox starts with. */
export const EXAMPLE_RULES: readonly ExampleRule[] = [
  {
    name: 'payment-pending',
    eventBusName: 'orders',
    description: 'Runs payment-watcher again while a payment is pending',
    eventPattern: {
      source: ['shop.payments'],
      'detail-type': ['payment pending'],
      detail: { status: ['PENDING'], check: [{ numeric: ['<=', 6] }] },
    },
    functionName: 'payment-watcher',
  },
  {
    name: 'my-event',
    eventBusName: 'default',
    description: 'Waits for events that welcome-mail spells differently',
    eventPattern: { source: ['my.event.source'], 'detail-type': ['MyEvent'] },
    functionName: 'welcome-mail',
  },
];
