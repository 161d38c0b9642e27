import { setTimeout as delay } from 'node:timers/promises';
import { awsNow } from '../../aws/aws-now.ts';
import { Sleeper } from '../../collector/sleeper.ts';
import type { ConditionRow } from '../../store/store-conditions.ts';
import { inputOfVersion } from '../conditions/saved-condition.ts';
import type { ServiceContext } from '../service-context.ts';
import { judgeResults } from './judge-results.ts';
import { sendDue } from './send-due.ts';

const LOOK_EVERY_MS = 1_000;
/** Every batch that the collector stores wakes it. */
const LOOK_AT_MOST_EVERY_MS = 100;
const WAKING = /^\{"type":"(chains|conditions)"/;

/** Carries out the conditions that are deployed as `invoke`, in every dashboard on the database: they share the work. */
export interface Enactor {
  start(): void;
  /** Resolves once nothing is on its way any more. */
  stop(): Promise<void>;
}

export function createEnactor(context: ServiceContext): Enactor {
  const stopping = new AbortController();
  const sleeper = new Sleeper();
  const onTheirWay = new Set<Promise<void>>();
  let running: Promise<void> = Promise.resolve();
  let woken = false;

  const follow = (sending: Promise<void>) => {
    const followed = sending
      .catch((error: unknown) => context.logger.error({ err: error }, 'a re-run could not be settled'))
      .finally(() => onTheirWay.delete(followed));
    onTheirWay.add(followed);
  };
  const look = async (): Promise<number> => {
    const active = (await context.store.conditions.list()).filter(isActive);
    for (const { conditionId, deployed } of active) {
      if (deployed?.how === 'invoke') await judgeResults(context, conditionId, stopping.signal);
    }
    const ids = active.map(({ conditionId }) => conditionId);
    const nextDueAt = await context.store.conditions.nextDueAt(ids);
    if (!isPast(context, nextDueAt)) return waitMs(context, nextDueAt);
    for (const row of active) {
      if (stopping.signal.aborted) break;
      const ratePerSecond = await rateOf(context, row);
      const sendings = await sendDue(context, { conditionId: row.conditionId, ratePerSecond });
      for (const sending of sendings) follow(sending);
    }
    return waitMs(context, await context.store.conditions.nextDueAt(ids));
  };
  const run = async () => {
    while (!stopping.signal.aborted) {
      woken = false;
      const ms = await look().catch((error: unknown) => {
        if (!stopping.signal.aborted)
          context.logger.warn({ err: error }, 'conditions could not be carried out');
        return LOOK_EVERY_MS;
      });
      await delay(LOOK_AT_MOST_EVERY_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (!woken && ms > LOOK_AT_MOST_EVERY_MS) {
        await sleeper.sleep(ms - LOOK_AT_MOST_EVERY_MS, stopping.signal);
      }
    }
  };

  return {
    start() {
      const unsubscribe = context.store.onNotification((payload) => {
        if (!WAKING.test(payload) || woken) return;
        woken = true;
        sleeper.wake();
      });
      stopping.signal.addEventListener('abort', unsubscribe, { once: true });
      running = run();
    },
    async stop() {
      stopping.abort();
      await running;
      await Promise.all(onTheirWay);
    },
  };
}

function isActive({ deployed }: ConditionRow): boolean {
  return deployed !== null && !deployed.paused;
}

function isPast({ aws }: ServiceContext, at: Date | null): boolean {
  return at !== null && at.getTime() <= awsNow(aws);
}

function waitMs({ aws }: ServiceContext, nextDueAt: Date | null): number {
  if (nextDueAt === null) return LOOK_EVERY_MS;
  return Math.min(LOOK_EVERY_MS, Math.max(LOOK_AT_MOST_EVERY_MS, nextDueAt.getTime() - awsNow(aws)));
}

/** Of the version that is deployed: what waits of an earlier way keeps to it, too. */
async function rateOf(context: ServiceContext, row: ConditionRow): Promise<number> {
  const input = await inputOfVersion(context, row, row.deployed?.version ?? row.version);
  return input?.limits.ratePerSecond ?? 1;
}
