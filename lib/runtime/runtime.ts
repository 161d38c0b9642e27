import type { Logger } from 'pino';
import type { AwsClients } from '../aws/aws-clients.ts';
import type { Collector } from '../collector/collector.ts';
import type { AppError } from '../domain/app-error.ts';
import type { LiveHub } from '../live/live-hub.ts';
import type { Rehearsals } from '../services/conditions/rehearsals.ts';
import type { Store } from '../store/store.ts';
import type { Env } from './env.ts';
import { processSingleton } from './process-singleton.ts';

/** Where this dashboard acts; on every page. */
export interface Where {
  sandbox: boolean;
  /** Null until AWS has said whose account it is. */
  accountId: string | null;
  accountAlias: string | null;
  region: string;
  endpoint: string | null;
}

/** Everything a request may need, composed once for the process. It is a ServiceContext too. */
export interface Runtime {
  env: Env;
  logger: Logger;
  store: Store;
  aws: AwsClients;
  where: Where;
  collector: Collector;
  live: LiveHub;
  /** Of this process, for all copies of the modules. */
  rehearsals: Rehearsals;
  /** Names this process in operations and plans. */
  instanceId: string;
  startedAt: Date;
  version: string;
  /** Why AWS cannot be reached or used now; null while it can. */
  awsProblem(): AppError | null;
  /** Aborts when the dashboard shuts down: long answers end then. */
  closing: AbortSignal;
}

/** The one runtime of this process; instrumentation-node.ts starts it. */
export interface RuntimeSlot {
  current: Promise<Runtime> | null;
  stop: (() => Promise<void>) | null;
}

export function runtimeSlot(): RuntimeSlot {
  return processSingleton<RuntimeSlot>('runtime', () => ({ current: null, stop: null }));
}

/** The running runtime. It is replaced once, when AWS says late whose account it is: ask each time, never keep it. */
export async function getRuntime(): Promise<Runtime> {
  const { current } = runtimeSlot();
  if (current === null) throw new Error('The runtime has not been started.');
  return current;
}
