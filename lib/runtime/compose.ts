import { type AwsClients, createAwsClients } from '../aws/aws-clients.ts';
import { type Collector, createCollector } from '../collector/collector.ts';
import type { AppError } from '../domain/app-error.ts';
import { createRehearsals } from '../services/conditions/rehearsals.ts';
import { createEnactor, type Enactor } from '../services/enact/enactor.ts';
import { keepSettlingExecutions } from '../services/state-machines/settle-unconfirmed.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { dataPlace } from './data-place.ts';
import { durationMs } from './duration.ts';
import { recoverOperations } from './recover-operations.ts';
import type { Runtime, Where } from './runtime.ts';

/** What outlives a change of account: the process's own. */
export type RuntimeBase = Pick<
  Runtime,
  'env' | 'logger' | 'live' | 'instanceId' | 'startedAt' | 'version' | 'closing'
>;

export interface Composed {
  runtime: Runtime;
  /** Ends everything but the base, in order. */
  close(): Promise<void>;
}

/** Wires the runtime for one account. While the account is unknown nothing is collected, and health says why. */
export async function compose(
  base: RuntimeBase,
  where: Where,
  locationProblem: () => AppError | null,
): Promise<Composed> {
  const { env, logger, live, instanceId } = base;
  const store = await openStore({
    ...dataPlace(env, where),
    prices: {
      gbSecondX86: env.REPRISE_PRICE_GB_SECOND_X86,
      gbSecondArm: env.REPRISE_PRICE_GB_SECOND_ARM,
      request: env.REPRISE_PRICE_REQUEST,
    },
    limits: {
      traceChainMaxHops: env.REPRISE_TRACE_CHAIN_MAX_HOPS,
      chainMaxHops: env.REPRISE_CHAIN_MAX_HOPS,
    },
  });
  const aws = createAwsClients({ region: where.region, endpoint: where.endpoint });
  const collector = createCollector({
    aws,
    store,
    logger,
    sandbox: where.sandbox,
    watch: env.REPRISE_WATCH,
    backfillMs: durationMs(env.REPRISE_BACKFILL),
    filterLogEventsPerSecond: env.REPRISE_FILTER_LOG_EVENTS_PER_SECOND,
    retentionDays: env.REPRISE_RETENTION_DAYS,
    singleRunRetentionHours: env.REPRISE_SINGLE_RUN_RETENTION_HOURS,
  });
  const enactor = createEnactor({ ...base, store, aws });
  const unsubscribe = store.onNotification((payload) => live.publish(payload));
  const stopRecovery = new AbortController();
  if (where.accountId !== null) {
    collector.start();
    enactor.start();
    void recoverOperations(store, logger, instanceId, stopRecovery.signal);
    void keepSettlingExecutions({ ...base, store, aws }, stopRecovery.signal);
  }
  const awsProblem = () => (where.accountId === null ? locationProblem() : collector.problem());
  return {
    runtime: { ...base, store, aws, where, collector, rehearsals: createRehearsals(), awsProblem },
    close: async () => {
      stopRecovery.abort();
      unsubscribe();
      await closeAll(collector, enactor, store, aws);
    },
  };
}

async function closeAll(
  collector: Collector,
  enactor: Enactor,
  store: Store,
  aws: AwsClients,
): Promise<void> {
  await enactor.stop();
  await collector.stop();
  aws.destroy();
  await store.close();
}
