import { setTimeout as delay } from 'node:timers/promises';
import type { Rehearsal } from '../contract/condition.ts';
import { parseEventPattern } from '../domain/event-pattern/parse-event-pattern.ts';
import { RehearsalTally } from '../services/conditions/rehearsal-tally.ts';
import { createRehearsals } from '../services/conditions/rehearsals.ts';
import type { Store } from '../store/store.ts';
import { startBenchServer, withoutPostgresql } from './bench-database.ts';
import type { BenchRow } from './bench-row.ts';
import { median, timeMs } from './statistics.ts';

const ROUNDS = 3;
const SEED = { hops: 200_000, chains: 20_000, prefix: 'a' };
const FUNCTION_NAME = 'function-1';
const DAY_MS = 86_400_000;
const MUST = 5;
const WHAT = 'rehearsing a condition on a day’s 10,000 hops of a function';

/** A condition run over recorded hops, against reading the same hops and doing nothing with them. */
export const rehearsal: BenchRow = {
  name: 'rehearsal',
  async run() {
    const server = await startBenchServer();
    const must = `≤ ${MUST} × a plain scan`;
    if (server === null) return [withoutPostgresql(WHAT, must)];
    const until = new Date();
    const store = await server.open([{ ...SEED, until }]);
    try {
      const where = { functionName: FUNCTION_NAME, from: new Date(until.getTime() - 2 * DAY_MS), to: until };
      const scans: number[] = [];
      const rehearsals: number[] = [];
      let hopCount = 0;
      for (let round = 0; round < ROUNDS; round += 1) {
        scans.push(await timeMs(() => scan(store, where)));
        rehearsals.push(
          await timeMs(async () => {
            hopCount = (await rehearse(store, where)).judgedCount;
          }),
        );
      }
      const ratio = median(rehearsals) / median(scans);
      return [
        {
          what: WHAT,
          must,
          measured: `${ratio.toFixed(2)} ×, ${median(rehearsals).toFixed(0)} ms`,
          figures: { scanMs: median(scans), rehearsalMs: median(rehearsals), hopCount },
          ok: ratio <= MUST && hopCount >= SEED.hops / 20,
        },
      ];
    } finally {
      await store.close();
      await server.stop();
    }
  },
};

type Where = Parameters<Store['conditions']['scan']>[0];

async function scan(store: Store, where: Where): Promise<void> {
  let cursor: string | null = null;
  do cursor = (await store.conditions.scan(where, { limit: 200, cursor })).nextCursor;
  while (cursor !== null);
}

async function rehearse(store: Store, where: Where): Promise<Rehearsal> {
  const parsed = parseEventPattern(
    '{"requestContext":{"condition":["RetriesExhausted"]},"responsePayload":{"errorType":["OrderNotReady"]}}',
  );
  if (!parsed.ok) throw new Error(parsed.problem.message);
  const limits = {
    maxAttempts: 10,
    delaySeconds: 60,
    backoffRate: 2,
    maxDelaySeconds: null,
    jitter: 'NONE' as const,
    windowSeconds: 3_600,
    budgetUsd: 1,
    ratePerSecond: 1,
    maxAgeSeconds: 900,
  };
  const condition = {
    pattern: parsed.pattern,
    limits,
    how: 'invoke' as const,
    nextInput: 'request' as const,
    deployedAt: null,
  };
  const rehearsals = createRehearsals();
  const ignore = () => {};
  const context = {
    store,
    logger: { info: ignore, warn: ignore, error: ignore },
    closing: new AbortController().signal,
  };
  const started = rehearsals.start(context, { ...where, tally: new RehearsalTally(condition, condition) });
  for (;;) {
    const found = rehearsals.find(started.rehearsalId);
    if (found === null || found.status === 'failed') throw new Error('the rehearsal failed');
    if (found.status !== 'running') return found;
    await delay(5);
  }
}
