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
];
