import type { AwsClients } from '../aws/aws-clients.ts';
import type { LiveEvent } from '../contract/live-event.ts';
import type { Store } from '../store/store.ts';

/** What every service is given; the runtime is one, a test makes its own. */
export interface ServiceContext {
  store: Store;
  aws: AwsClients;
  /** Names this process in operations and plans. */
  instanceId: string;
  logger: ServiceLogger;
  /** Aborts when the dashboard shuts down: then nothing is written any more. */
  closing: AbortSignal;
}

interface ServiceLogger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Tells every open browser what changed. Never rejects: what was done stands, and browsers also look by themselves. */
export async function notifyLive(
  { store, logger }: Pick<ServiceContext, 'store' | 'logger'>,
  event: LiveEvent,
): Promise<void> {
  await store.notify(JSON.stringify(event)).catch((error: unknown) => {
    logger.warn({ err: error }, 'the browsers could not be told of a change');
  });
}
