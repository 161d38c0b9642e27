import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createFaultBoard } from '../../fault-board.ts';
import { filterLogEvents } from './filter-log-events.ts';
import { LogDeliveries } from './log-deliveries.ts';
import { comparePositions } from './log-group.ts';
import { createLogStore } from './log-store.ts';
import type { LogsContext } from './logs-context.ts';
import { ResourcePolicies } from './resource-policies.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'reprise-logs-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 }));

const open = (errors: unknown[] = []) =>
  createLogStore({
    dataDir,
    now: () => 1_000_000,
    maxEvents: 10_000,
    maxTextLength: 1e6,
    onError: (e) => errors.push(e),
  });

const contextOf = (store: LogsContext['store']): LogsContext => ({
  store,
  policies: new ResourcePolicies({ dataDir, now: () => 1_000_000, propagationMs: 0 }),
  deliveries: new LogDeliveries(dataDir),
  faults: createFaultBoard(),
  accountId: '000000000000',
  region: 'us-east-1',
  now: () => 1_000_000,
});

const zEvents = fc.array(
  fc.record({
    timestamp: fc.integer({ min: 0, max: 20 }),
    message: fc.string({ minLength: 1, unit: 'binary' }),
    stream: fc.constantFrom('a', 'b'),
  }),
  { maxLength: 60 },
);

it('whatever order events arrive in, every page size and direction gives each exactly once and in order', () => {
  fc.assert(
    fc.property(zEvents, fc.integer({ min: 1, max: 7 }), fc.boolean(), (events, limit, startFromHead) => {
      const store = open();
      const group = store.createGroup('g');
      for (const { stream, ...event } of events) {
        store.append(group, group.streams.get(stream) ?? store.createStream(group, stream), [event], 0);
      }
      const found: { timestamp: number; message: string; eventId: string }[] = [];
      let nextToken: string | undefined;
      do {
        const body = {
          logGroupName: 'g',
          limit,
          startFromHead,
          ...(nextToken === undefined ? {} : { nextToken }),
        };
        const page = filterLogEvents(contextOf(store), body, false);
        expect(page.events.length).toBeLessThanOrEqual(limit);
        found.push(...page.events);
        nextToken = page.nextToken;
      } while (nextToken !== undefined);
      const expected = events
        .map((event, sequence) => ({ ...event, sequence, ingestionTime: 0 }))
        .sort((a, b) => comparePositions(a, b) * (startFromHead ? 1 : -1));
      expect(found.map((event) => event.message)).toEqual(expected.map((event) => event.message));
      expect(new Set(found.map((event) => event.eventId)).size).toBe(events.length);
    }),
    { numRuns: 200 },
  );
});

it('gives back after a restart what was written before it', async () => {
  await fc.assert(
    fc.asyncProperty(zEvents, async (events) => {
      rmSync(dataDir, { recursive: true, force: true });
      const errors: unknown[] = [];
      const first = open(errors);
      const group = first.createGroup('g');
      for (const { stream, ...event } of events) {
        first.append(group, group.streams.get(stream) ?? first.createStream(group, stream), [event], 0);
      }
      await first.flush();
      const second = open(errors);
      await second.load();
      const plain = (store: typeof first) =>
        filterLogEvents(contextOf(store), { logGroupName: 'g' }, false).events;
      expect(plain(second)).toEqual(plain(first));
      expect([...(second.groups.get('g')?.streams.keys() ?? [])]).toEqual([...group.streams.keys()]);
      expect(errors).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

it('a group made anew while the old one is being deleted keeps its events', async () => {
  const errors: unknown[] = [];
  const store = open(errors);
  for (let round = 0; round < 20; round++) {
    const group = store.createGroup('g');
    store.append(group, store.createStream(group, 's'), [{ timestamp: 1, message: `round ${round}` }], 0);
    await store.flush();
    const deleted = store.deleteGroup(group);
    const next = store.createGroup('g');
    store.append(next, store.createStream(next, 's'), [{ timestamp: 1, message: `after ${round}` }], 0);
    await Promise.all([deleted, store.flush()]);
    const reopened = open(errors);
    await reopened.load();
    const { events } = filterLogEvents(contextOf(reopened), { logGroupName: 'g' }, false);
    expect(events.map((event) => event.message)).toEqual([`after ${round}`]);
    await store.deleteGroup(next);
  }
  expect(errors).toEqual([]);
});
