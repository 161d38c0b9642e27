import type { Collector } from '../collector/collector.ts';
import type { Health } from '../contract/health.ts';
import { maskError, problemText } from '../contract/mask-error.ts';
import type { ProblemText } from '../contract/operation.ts';
import { AppError } from '../domain/app-error.ts';
import type { Store } from '../store/store.ts';
import { stoppedPlans } from './plan/stopped-plans.ts';
import type { ServiceContext } from './service-context.ts';

export interface HealthContext {
  store: Pick<Store, 'engine' | 'ping'> & {
    chains: Pick<Store['chains'], 'heldLinks'>;
    operations: { listUnconfirmed(): Promise<readonly unknown[]> };
    plans: Pick<Store['plans'], 'listUnfinished'>;
  };
  collector: Pick<Collector, 'health'>;
  logger: ServiceContext['logger'];
  where: Health['where'];
  version: string;
  startedAt: Date;
  awsProblem(): AppError | null;
}

type FromStore = Pick<Health, 'collector' | 'heldLinks' | 'unconfirmedOperationCount' | 'stoppedPlanCount'>;

const NOTHING_KNOWN: FromStore = {
  collector: {
    collecting: false,
    callsPerSecond: 0,
    callBudgetPerSecond: 0,
    sources: [],
    stateMachines: [],
    stateMachineProblem: null,
  },
  heldLinks: [],
  unconfirmedOperationCount: 0,
  stoppedPlanCount: 0,
};

/** The whole health, `failing` where the database is away, `degraded` where AWS or a source has a problem. Never rejects. */
export async function readHealth(context: HealthContext, now: Date): Promise<Omit<Health, 'readOnly'>> {
  const { store, where, version, startedAt } = context;
  const aws = context.awsProblem();
  let fromStore = NOTHING_KNOWN;
  let databaseProblem: ProblemText | null = null;
  try {
    await store.ping();
    fromStore = await readStore(context, now);
  } catch (error) {
    const masked = maskError(error, (errorId, err) => {
      context.logger.error({ errorId, err }, 'health could not be read');
    });
    databaseProblem = problemText(
      new AppError('store-unavailable', 'The database does not answer.', {
        nextStep: `Check that it runs and has room on its disk. ${masked.message}`,
      }),
    );
  }
  const sourceProblem = fromStore.collector.sources.some(
    ({ status }) => status === 'failing' || status === 'backing-off',
  );
  const { stateMachines, stateMachineProblem } = fromStore.collector;
  const machineProblem =
    stateMachineProblem !== null || stateMachines.some(({ status }) => status === 'failing');
  const undecided = fromStore.unconfirmedOperationCount + fromStore.stoppedPlanCount > 0;
  const troubled = aws !== null || sourceProblem || machineProblem || undecided;
  return {
    status: databaseProblem !== null ? 'failing' : troubled ? 'degraded' : 'ok',
    version,
    startedAt: startedAt.toISOString(),
    checkedAt: now.toISOString(),
    where,
    aws: { reachable: aws === null, problem: aws === null ? null : problemText(aws) },
    database: { engine: store.engine, ok: databaseProblem === null, problem: databaseProblem },
    ...fromStore,
  };
}

async function readStore({ store, collector }: HealthContext, now: Date): Promise<FromStore> {
  const [health, heldLinks, unconfirmed, stopped] = await Promise.all([
    collector.health(),
    store.chains.heldLinks(),
    store.operations.listUnconfirmed(),
    stoppedPlans(store, now),
  ]);
  return {
    collector: health,
    heldLinks: heldLinks.map((held) => ({ ...held, heldAt: held.heldAt.toISOString() })),
    unconfirmedOperationCount: unconfirmed.length,
    stoppedPlanCount: stopped.length,
  };
}
