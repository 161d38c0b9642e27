import { describe, expect, it } from 'vitest';
import { type Health, zHealth } from '../contract/health.ts';
import { problemText } from '../contract/mask-error.ts';
import { AppError } from '../domain/app-error.ts';
import type { PlanRow } from '../store/store-plans.ts';
import { type HealthContext, readHealth } from './read-health.ts';

const source: Health['collector']['sources'][number] = {
  logGroupName: '/aws/lambda/poller',
  functionNames: ['poller'],
  eventBusName: null,
  status: 'following',
  watermarkAt: null,
  lagMs: 10,
  lastPollAt: null,
  lastEventAt: null,
  lateLineCount: 0,
  unreadableLineCount: 0,
  retryAt: null,
  problem: null,
};

const running = (touchedAt: Date): PlanRow => ({
  planId: 'p',
  body: {
    title: 'Save rule again',
    resourceArn: 'arn:aws:events:us-east-1:000000000000:rule/again',
    warnings: [],
    fingerprint: 'f',
    steps: [],
    direction: 'execute',
    touchedAt: touchedAt.toISOString(),
  },
  status: 'running',
  revision: 2,
  createdAt: new Date(0),
  settledAt: null,
});

function contextWith(change: {
  aws?: AppError;
  database?: Error;
  source?: Partial<typeof source>;
  machines?: AppError;
  unconfirmed?: number;
  plan?: PlanRow;
}): HealthContext {
  const quiet = () => undefined;
  return {
    store: {
      engine: 'pglite',
      ping: async () => {
        if (change.database !== undefined) throw change.database;
      },
      chains: {
        heldLinks: async () => [
          { heldLinkId: 'x', reason: 'too-many', identifier: '1-…', chainIds: ['a'], heldAt: new Date(0) },
        ],
      },
      operations: { listUnconfirmed: async () => Array.from({ length: change.unconfirmed ?? 0 }) },
      plans: { listUnfinished: async () => (change.plan === undefined ? [] : [change.plan]) },
    },
    collector: {
      health: async () => ({
        collecting: true,
        callsPerSecond: 1,
        callBudgetPerSecond: 4,
        sources: [{ ...source, ...change.source }],
        stateMachines: [],
        stateMachineProblem: change.machines === undefined ? null : problemText(change.machines),
      }),
    },
    logger: { info: quiet, warn: quiet, error: quiet },
    where: { sandbox: true, accountId: null, accountAlias: null, region: 'us-east-1', endpoint: null },
    version: '1.0.0',
    startedAt: new Date(0),
    awsProblem: () => change.aws ?? null,
  };
}

describe('readHealth', () => {
  it.each<[string, Parameters<typeof contextWith>[0], Health['status']]>([
    ['all is well', {}, 'ok'],
    ['AWS is away', { aws: new AppError('no-credentials', 'No AWS credentials were found.') }, 'degraded'],
    ['a source fails', { source: { status: 'failing' } }, 'degraded'],
    ['a source backs off', { source: { status: 'backing-off' } }, 'degraded'],
    ['a source is idle', { source: { status: 'idle' } }, 'ok'],
    ['state machines are hidden', { machines: new AppError('access-denied', 'No.') }, 'degraded'],
    ['a reply is missing', { unconfirmed: 1 }, 'degraded'],
    ['a change is under way', { plan: running(new Date()) }, 'ok'],
    ['a change stopped halfway', { plan: running(new Date(0)) }, 'degraded'],
    ['the database is away', { database: new Error('password=secret') }, 'failing'],
  ])('%s', async (_name, change, status) => {
    const health = zHealth.omit({ readOnly: true }).parse(await readHealth(contextWith(change), new Date()));
    expect(health.status).toBe(status);
    expect(health.aws.reachable).toBe(change.aws === undefined);
    expect(health.database.ok).toBe(change.database === undefined);
    expect(JSON.stringify(health)).not.toContain('secret');
    expect(health.heldLinks).toHaveLength(status === 'failing' ? 0 : 1);
  });
});
