import type { AwsClients } from '../aws/aws-clients.ts';
import { awsNow } from '../aws/aws-now.ts';
import type { LiveEvent } from '../contract/live-event.ts';
import { problemText } from '../contract/mask-error.ts';
import type { AppError } from '../domain/app-error.ts';
import type { Store } from '../store/store.ts';
import { createCallGate } from './call-gate.ts';
import { Collection } from './collection.ts';
import type { CollectorContext, CollectorHealth, CollectorLogger } from './collector-context.ts';
import { AWS_PACE, type PollPace, SANDBOX_PACE } from './poll-pace.ts';
import { Sleeper } from './sleeper.ts';
import { storedSources } from './stored-sources.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const LEAD_EVERY_MS = 2_000;
/** The sandbox is on this machine and has no rate. */
const SANDBOX_CALLS_PER_SECOND = 200;
/** A quarter of what AWS refills for GetExecutionHistory, and all of ListExecutions in most regions (aws.md 7.1). */
const STATES_CALLS_PER_SECOND = 5;

export interface CollectorOptions {
  aws: AwsClients;
  store: Store;
  logger: CollectorLogger;
  sandbox: boolean;
  /** REPRISE_WATCH */
  watch: readonly string[];
  /** REPRISE_BACKFILL in ms */
  backfillMs: number;
  filterLogEventsPerSecond: number;
  retentionDays: number;
  singleRunRetentionHours: number;
  /** Overrides the pace of AWS or of the sandbox. */
  pace?: Partial<PollPace>;
}

export interface Collector {
  /** Collects as soon, and as long, as no other dashboard on this database does. */
  start(): void;
  stop(): Promise<void>;
  health(): Promise<CollectorHealth>;
  /** Why the account's functions cannot be listed; null while they can, or while another dashboard collects. */
  problem(): AppError | null;
}

/** Follows the watched functions' log groups into the store; knows nothing of Next. */
export function createCollector(options: CollectorOptions): Collector {
  const { aws, store, logger, sandbox } = options;
  const stopping = new AbortController();
  const context: CollectorContext = {
    aws,
    store,
    logger,
    gate: createCallGate(sandbox ? SANDBOX_CALLS_PER_SECOND : options.filterLogEventsPerSecond),
    statesGate: createCallGate(sandbox ? SANDBOX_CALLS_PER_SECOND : STATES_CALLS_PER_SECOND),
    pace: { ...(sandbox ? SANDBOX_PACE : AWS_PACE), ...options.pace },
    backfillMs: options.backfillMs,
    retentionMs: options.retentionDays * DAY_MS,
    now: () => awsNow(aws),
    onHealthChange: () => {
      store.notify('{"type":"health"}').catch((error) => logger.debug({ err: error }, 'notify failed'));
    },
  };
  let collection: Collection | null = null;
  let running: Promise<void> = Promise.resolve();

  const lead = async () => {
    const sleeper = new Sleeper();
    while (!stopping.signal.aborted) {
      const leading = await store.tryLead().catch(() => false);
      if (stopping.signal.aborted) return;
      if (leading && collection === null) {
        logger.info({ sandbox }, 'this dashboard collects');
        collection = new Collection(context, {
          rules: { sandbox, patterns: options.watch },
          singleRunRetentionMs: options.singleRunRetentionHours * HOUR_MS,
        });
        collection.start();
        context.onHealthChange();
      } else if (!leading && collection !== null) {
        logger.warn({}, 'the collector’s lock is lost');
        const former = collection;
        collection = null;
        await former.stop();
      }
      await sleeper.sleep(LEAD_EVERY_MS, stopping.signal);
    }
  };
  const onNotification = async (payload: string) => {
    if (collection === null) return;
    const event = JSON.parse(payload) as LiveEvent;
    if (event.type === 'functions') collection.refresh();
    if (event.type === 'rules') await collection.follow();
    if (event.type === 'executions') await collection.followMachines();
    if (event.type !== 'operation') return;
    const operation = await store.operations.find(event.operationId);
    if (operation?.functionName != null) collection?.wake(operation.functionName);
    if (operation?.stateMachineArn != null) {
      collection?.wakeExecution(operation.stateMachineArn, operation.executionArn);
    }
    const buses = operation?.entries?.map((entry) => entry.eventBusName) ?? [];
    if (buses.length > 0) collection?.wakeBuses(buses);
  };

  const asStored = async () =>
    storedSources(
      await store.sources.list(),
      await store.functions.list(),
      await store.events.watchedBuses(),
      context.now(),
    );

  return {
    start() {
      const unsubscribe = store.onNotification((payload) => {
        onNotification(payload).catch((error) => logger.debug({ err: error }, 'a notification was not read'));
      });
      stopping.signal.addEventListener('abort', unsubscribe, { once: true });
      running = lead();
    },
    async stop() {
      stopping.abort();
      await running;
      await collection?.stop();
    },
    async health() {
      const problem = collection?.stateMachineProblem ?? null;
      return {
        collecting: collection !== null,
        callsPerSecond: context.gate.callsPerSecond(),
        callBudgetPerSecond: context.gate.budgetPerSecond,
        sources: (await collection?.health()) ?? (await asStored()),
        stateMachines: collection?.stateMachines() ?? [],
        stateMachineProblem: problem === null ? null : problemText(problem),
      };
    },
    problem: () => collection?.problem ?? null,
  };
}
