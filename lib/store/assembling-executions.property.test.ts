import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assembleChains } from '../domain/assemble-chains.ts';
import { type KnownExecution, standingOf, taskObservations } from '../domain/execution-observations.ts';
import { mechanismOf } from '../domain/links.ts';
import { matchTasks } from '../domain/match-tasks.ts';
import type { LogEvent } from '../domain/observation.ts';
import { markerText } from '../domain/testing/marker-text.ts';
import { RequestReader } from '../domain/testing/read-requests.ts';
import { logOf, type RunStory } from '../domain/testing/run-log.ts';
import type { Store } from './store.ts';
import type { ExecutionBatch, ExecutionFacts, ExecutionTask } from './store-executions.ts';
import { batchOf } from './testing/log-lines.ts';
import { testEngines } from './testing/test-stores.ts';

const LIMITS = { traceChainMaxHops: 10_000, chainMaxHops: 1_000_000 };
const EPOCH = Date.UTC(2026, 9, 8, 9);
const PLACE = 'arn:aws:states:us-east-1:000000000000';

interface TaskPlan {
  /** How many of the tasks before it are its causes: 0 begins a branch. */
  causes: number;
  gapMs: number;
  durationMs: number;
  fails: boolean;
  /** The history names its request. */
  named: boolean;
  /** The function's log is followed. */
  logged: boolean;
}
interface ExecutionPlan {
  tasks: TaskPlan[];
  by: 'nobody' | 'marker' | 'carrier' | 'parent' | 'parents-start';
  status: 'SUCCEEDED' | 'FAILED';
  traced: boolean;
}
const taskPlan: fc.Arbitrary<TaskPlan> = fc.record({
  causes: fc.constantFrom(0, 1, 1, 1, 2),
  gapMs: fc.constantFrom(0, 100, 2_000, 40_000),
  durationMs: fc.integer({ min: 0, max: 1_500 }),
  fails: fc.constantFrom(false, false, true),
  named: fc.constantFrom(true, true, false),
  logged: fc.constantFrom(true, true, true, false),
});
const plans: fc.Arbitrary<ExecutionPlan[]> = fc.array(
  fc.record({
    tasks: fc.array(taskPlan, { minLength: 1, maxLength: 6 }),
    by: fc.constantFrom('nobody', 'marker', 'carrier', 'parent', 'parents-start'),
    status: fc.constantFrom('SUCCEEDED', 'FAILED'),
    traced: fc.boolean(),
  }),
  { minLength: 1, maxLength: 3 },
);

function hex(...numbers: number[]): string {
  return numbers.map((n) => n.toString(16).padStart(8, '0')).join('');
}

interface Story {
  executions: { facts: ExecutionFacts; parentFromStart: boolean }[];
  /** With what each task was followed by. */
  batches: ExecutionBatch[];
  logs: LogEvent[];
  requestIds: string[];
}

/** Executions that touch no other case's: `salt` is in every identifier. */
function storyOf(salt: number, given: readonly ExecutionPlan[]): Story {
  const story: Story = { executions: [], batches: [], logs: [], requestIds: [] };
  const begunMs = EPOCH + salt * 86_400_000;
  const log = (run: Omit<RunStory, 'format' | 'logGroupName' | 'stream'>, n: number) => {
    story.requestIds.push(run.requestId);
    const stream = `2026/10/08/[$LATEST]${hex(salt, n, 0, 0)}`;
    story.logs.push(...logOf({ ...run, format: 'json', stream, logGroupName: `/aws/lambda/work-${salt}` }));
  };
  const idOf = (n: number) => `${hex(salt)}-0000-4000-b000-${n.toString(16).padStart(12, '0')}`;
  for (const [index, plan] of given.entries()) {
    const machine = `machine-${salt}`;
    const executionArn = `${PLACE}:execution:${machine}:run-${index}`;
    const startedMs = begunMs + index * 3_600_000;
    const parent = story.executions[index - 1];
    const byParent = parent !== undefined && (plan.by === 'parent' || plan.by === 'parents-start');
    const starter = idOf(index * 256 + 255);
    const root = `1-6ac75f13-${hex(salt, index, 9)}`;
    if (plan.by === 'marker' || plan.by === 'carrier') {
      const next = markerText(starter, { via: 'stepfunctions', next: { executionArn } });
      const says = plan.by === 'marker' ? [next] : [];
      log({ requestId: starter, startMs: startedMs - 1_000, durationMs: 500, says }, index * 256 + 255);
    }
    const tasks: ExecutionTask[] = [];
    const ended: number[] = [];
    for (const [n, task] of plan.tasks.entries()) {
      const eventId = n * 5 + 3;
      const causeEventIds = tasks
        .slice(Math.max(0, n - task.causes))
        .map((each) => each.eventId)
        .reverse();
      const earlier = new Set(causeEventIds);
      for (const id of earlier) {
        for (const before of tasks.find((each) => each.eventId === id)?.causeEventIds ?? [])
          earlier.add(before);
      }
      const scheduledMs =
        Math.max(startedMs, ...causeEventIds.map((id) => ended[(id - 3) / 5] ?? 0)) + task.gapMs;
      const endedMs = scheduledMs + 100 + task.durationMs;
      ended.push(endedMs);
      const requestId = idOf(index * 256 + n);
      tasks.push({
        eventId,
        stateName: `State ${n}`,
        attempt: 1,
        run: 1,
        functionName: `work-${salt}`,
        functionArn: null,
        requestId: task.named ? requestId : null,
        scheduledAt: new Date(scheduledMs),
        startedAt: new Date(scheduledMs),
        endedAt: new Date(endedMs),
        error: task.fails ? 'PaymentPending' : null,
        traceHeader: null,
        payload: null,
        response: null,
        causeEventIds,
        earlierEventIds: [...earlier].slice(causeEventIds.length),
        fromStart: true,
      });
      if (!task.logged) {
        if (task.named) story.requestIds.push(requestId);
        continue;
      }
      const trace = plan.traced ? { trace: { root, segmentId: hex(salt, index * 256 + n) } } : {};
      const outcome = task.fails ? 'error' : 'success';
      const run = {
        requestId,
        startMs: scheduledMs + 50,
        durationMs: task.durationMs,
        outcome,
        ...trace,
      } as const;
      log(run, index * 256 + n);
    }
    const facts: ExecutionFacts = {
      executionArn,
      stateMachineArn: `${PLACE}:stateMachine:${machine}`,
      stateMachineName: machine,
      name: `run-${index}`,
      status: plan.status,
      startedAt: new Date(startedMs),
      stoppedAt: new Date(Math.max(...ended) + 1_000),
      redriveCount: 0,
      redrivenAt: null,
      error: plan.status === 'FAILED' ? 'TooLate' : null,
      cause: null,
      input:
        plan.by === 'carrier' ? JSON.stringify({ __rerun: { v: 1, parent: { requestId: starter } } }) : '{}',
      output: null,
      traceHeader: plan.traced ? `Root=${root};Sampled=1` : null,
      parentExecutionArn: null,
    };
    story.executions.push({ facts, parentFromStart: byParent && plan.by === 'parents-start' });
    const running = { ...facts, status: 'RUNNING', stoppedAt: null, error: null, input: null } as const;
    const empty = { children: [], published: [], lastEventId: 1, complete: false };
    for (const task of tasks) story.batches.push({ ...empty, execution: running, tasks: [task] });
    story.batches.push({ ...empty, execution: facts, tasks: [], complete: true });
    if (byParent) {
      const own = story.batches.find(({ execution }) => execution.executionArn === parent.facts.executionArn);
      const causeEventIds = plan.by === 'parent' ? (own?.tasks ?? []).map((each) => each.eventId) : [];
      const children = [{ executionArn, at: facts.startedAt, causeEventIds }];
      if (own !== undefined) story.batches.push({ ...own, children });
    }
  }
  return story;
}

/** What the pure reference makes of all of it at once: per chain its hops, each with its cause. */
function expectedOf({ executions, batches, logs }: Story): string[][] {
  const reader = new RequestReader(60_000);
  reader.read(logs);
  const known = new Map<string, KnownExecution>();
  for (const [index, { facts, parentFromStart }] of executions.entries()) {
    const parent = parentFromStart
      ? (known.get(executions[index - 1]?.facts.executionArn ?? '') ?? null)
      : null;
    known.set(facts.executionArn, { ...facts, parent });
  }
  const tasks = new Map<string, { executionArn: string; task: ExecutionTask; requestId: string | null }>();
  for (const { execution, tasks: own } of batches) {
    for (const task of own) {
      const { executionArn } = execution;
      tasks.set(`${executionArn} ${task.eventId}`, { executionArn, task, requestId: task.requestId });
    }
  }
  const named = new Set([...tasks.values()].flatMap(({ requestId }) => requestId ?? []));
  const runs = [...reader.hops.values()].flat().flatMap((hop) => {
    const { requestId, startedAt, endedAt, functionName, traceId } = hop;
    if (named.has(requestId) || startedAt === null || endedAt === null) return [];
    const traceKey = traceId?.slice(-24) ?? null;
    return [
      { requestId, functionName, traceKey, startedMs: startedAt.getTime(), endedMs: endedAt.getTime() },
    ];
  });
  const unnamed = [...tasks].flatMap(([taskId, { executionArn, task }]) => {
    if (task.requestId !== null || task.endedAt === null) return [];
    const traceKey = known.get(executionArn)?.traceHeader?.slice(-34, -10) ?? null;
    const { scheduledAt, endedAt, functionName } = task;
    const times = { scheduledMs: scheduledAt.getTime(), endedMs: endedAt.getTime() };
    return [{ taskId, functionName: functionName ?? '', traceKey, ...times }];
  });
  const found = matchTasks(unnamed, runs);
  for (const [taskId, { executionArn, task }] of tasks) {
    const execution = known.get(executionArn);
    const match = found.get(taskId);
    const requestId = task.requestId ?? match?.requestId;
    if (execution === undefined || requestId === undefined) continue;
    const onward = batches.flatMap(({ execution: own, children }) =>
      own.executionArn !== executionArn
        ? []
        : children
            .filter(({ causeEventIds }) => causeEventIds[0] === task.eventId)
            .map((child) => ({
              to: 'execution-arn' as const,
              value: child.executionArn,
              atMs: child.at.getTime(),
            })),
    );
    const observations = taskObservations(execution, {
      ...task,
      earlier: [...task.causeEventIds, ...task.earlierEventIds],
      joinedBy: match?.joinedBy ?? 'exact',
      onward: onward.slice(0, 1),
    });
    const standing = standingOf(execution);
    for (const each of standing === null ? observations : [...observations, standing])
      reader.know(requestId, each);
  }
  const { chains } = assembleChains([...reader.requests.values()], LIMITS);
  const names = new Map(chains.flatMap(({ hops }) => hops.map((hop) => [hop.hopId, hop.requestId])));
  return chains
    .map(({ hops, links }) =>
      hops
        .map((hop) => {
          const link = links.find((each) => each.effectHopId === hop.hopId) ?? null;
          const cause = link === null ? '' : (names.get(link.causeHopId ?? '') ?? '?');
          return `${hop.requestId} ${hop.status} ← ${cause} ${mechanismOf(hop, link)} ${link?.strength ?? ''}`;
        })
        .sort(),
    )
    .sort();
}

async function storedOf(store: Store, requestIds: readonly string[]): Promise<string[][]> {
  const chains = new Map<string, string[]>();
  for (const requestId of requestIds) {
    const chain = await store.chains.find(requestId);
    if (chain === null || chains.has(chain.chainId)) continue;
    const { rows } = await store.hops.list(chain.chainId, { limit: 200, cursor: null });
    const names = new Map(rows.map((hop) => [hop.hopId, hop.requestId]));
    const lines = rows.map((hop) => {
      const cause = hop.link === null ? '' : (names.get(hop.parentHopId ?? '') ?? '?');
      return `${hop.requestId} ${hop.status} ← ${cause} ${hop.via} ${hop.link?.strength ?? ''}`;
    });
    chains.set(chain.chainId, lines.sort());
    // every execution has stopped
    expect(chain.status).not.toBe('waiting');
    expect(chain.hopCount).toBe(rows.length);
  }
  return [...chains.values()].sort();
}

/** Any order, some twice; log events in batches. */
function deliveryOf({ batches, logs }: Story): fc.Arbitrary<(ExecutionBatch | LogEvent[])[]> {
  const pieces: (ExecutionBatch | LogEvent)[] = [...batches, ...logs];
  return fc
    .tuple(
      fc.shuffledSubarray(pieces, { minLength: pieces.length }),
      fc.subarray(pieces),
      fc.integer({ min: 1, max: 9 }),
    )
    .map(([shuffled, again, size]) => {
      const delivered: (ExecutionBatch | LogEvent[])[] = [];
      for (const piece of [...shuffled, ...again]) {
        const last = delivered.at(-1);
        if (!('message' in piece)) delivered.push(piece);
        else if (Array.isArray(last) && last.length < size) last.push(piece);
        else delivered.push([piece]);
      }
      return delivered;
    });
}

describe.each(testEngines())('a store on $name', (engine) => {
  let store: Store;
  let salt = 1;
  beforeAll(async () => {
    store = await engine.open();
  });
  afterAll(() => engine.close());

  it('makes the same chains of histories and logs in any order, repetition and batches as the reference of all at once', async () => {
    const cases = plans.chain((given) => {
      salt += 1;
      const story = storyOf(salt, given);
      return fc.record({
        story: fc.constant(story),
        delivery: deliveryOf(story),
        [fc.toStringMethod]: fc.constant(() => `${JSON.stringify(given)}, salt ${salt}`),
      });
    });
    const take = (piece: ExecutionBatch | LogEvent[]) =>
      Array.isArray(piece)
        ? store.ingest.logEvents(
            batchOf(piece, { functionName: piece[0]?.logGroupName.split('/').at(-1) ?? null }),
          )
        : store.ingest.execution(piece);
    await fc.assert(
      fc.asyncProperty(cases, async ({ story, delivery }) => {
        for (const piece of delivery) await take(piece);
        expect(await storedOf(store, story.requestIds)).toEqual(expectedOf(story));
        for (const piece of delivery) expect((await take(piece)).changedChainIds).toEqual([]);
      }),
      { numRuns: Number(process.env.STORE_PROPERTY_RUNS ?? 12), endOnFailure: true },
    );
  }, 180_000);
});
