import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../store.ts';
import type { EventFilter } from '../store-events.ts';
import { requestIdOf, TEST_START_MS } from '../testing/log-lines.ts';
import { testEngines } from '../testing/test-stores.ts';

const ANY = { eventBusName: null, origin: 'all', caused: 'all', text: '', from: new Date(0) } as const;
const RARE_ID = 'abcdef12-0000-4000-8000-00000000000';

interface SeenOfTest {
  id: string;
  bus: string;
  source: string;
  detailType: string;
}

/** The oldest are rare, and more than are probed hide them. */
const SEEN: SeenOfTest[] = [
  { id: `${RARE_ID}1`, bus: 'orders', source: 'shop.rare', detailType: 'Odd 100%_Thing' },
  { id: `${RARE_ID}2`, bus: 'other', source: 'shop.rare', detailType: 'Odd 100%_Thing' },
  { id: requestIdOf(0x900001), bus: 'orders', source: 'shop.rare', detailType: 'Even Thing' },
  { id: `${RARE_ID}3`, bus: 'orders', source: 'shop.orders', detailType: 'OrderPending' },
  ...Array.from({ length: 5_200 }, (_, index) => ({
    id: requestIdOf(0xa00000 + index),
    bus: index % 50 === 0 ? 'other' : 'orders',
    source: index % 3 === 0 ? 'shop.orders' : 'shop.payments',
    detailType: index % 7 === 0 ? 'OrderPending' : 'OrderPaid',
  })),
];

function envelope(id: string, source: string, detailType: string): string {
  const [account, time, region] = ['000000000000', '2026-11-20T12:00:00Z', 'us-east-1'];
  const event = { version: '0', id, 'detail-type': detailType, source, account, time, region, resources: [] };
  return JSON.stringify({ ...event, detail: {} });
}

describe.each(testEngines())('events found by words on $name', (engine) => {
  let store: Store;
  beforeAll(async () => {
    store = await engine.open();
    for (const eventBusName of ['orders', 'other']) {
      await store.ingest.busEvents({
        logGroupName: `/aws/events/${eventBusName}`,
        eventBusName,
        method: 'rule',
        events: SEEN.flatMap(({ id, bus, source, detailType }, index) => {
          const message = envelope(id, source, detailType);
          const timestamp = TEST_START_MS + index * 10;
          return bus === eventBusName ? [{ logStreamName: 's', timestamp, message }] : [];
        }),
        checkpoint: null,
        slowPass: false,
      });
    }
  }, 60_000);
  afterAll(() => engine.close());

  const pageOf = async (filter: Partial<EventFilter>, limit: number, cursor: string | null = null) => {
    const { rows, nextCursor } = await store.events.list({ ...ANY, ...filter }, { limit, cursor });
    return { keys: rows.map((row) => row.eventKey), nextCursor };
  };
  const keysOf = async (filter: Partial<EventFilter>, limit = 10_000) => (await pageOf(filter, limit)).keys;
  const expectedOf = (text: string, bus: string | null = null) =>
    SEEN.filter(
      (seen) =>
        (bus === null || seen.bus === bus) &&
        text.split(' ').every((word) => {
          const kind = `${seen.source} ${seen.detailType}`.toLowerCase();
          return kind.includes(word.toLowerCase()) || seen.id.startsWith(word);
        }),
    )
      .map((seen) => seen.id)
      .reverse();

  it.each([
    ['a whole event ID', `${RARE_ID}1`],
    ['the start of one', 'abcdef12'],
    ['the start of one and a word of another kind', 'abcdef12 paid'],
    ['two starts of the same ID', 'abcdef12-0000 abc even'],
    ['two starts of different IDs', 'abcdef12 0000000'],
    ['part of a word that starts every common ID too', '0000 even'],
    ['a rare word', 'oddness'],
    ['a rare word in another case', 'RARE'],
    ['several words', 'thing shop.rare odd'],
    ['characters that a pattern would take for others', '100%_'],
    ['a pattern', 'O_d'],
    ['a frequent word', 'Pending'],
    ['a frequent and a rare word', 'shop even'],
  ])('finds what reading every event finds: %s', async (_, text) => {
    for (const eventBusName of [null, 'orders', 'other', 'nowhere']) {
      expect(await keysOf({ text, eventBusName })).toEqual(expectedOf(text, eventBusName));
    }
  });

  it('finds a rare word behind many others, page by page', async () => {
    const first = await pageOf({ text: 'rare' }, 2);
    expect(first.keys).toEqual([requestIdOf(0x900001), `${RARE_ID}2`]);
    const second = await pageOf({ text: 'rare' }, 2, first.nextCursor);
    expect(second).toEqual({ keys: [`${RARE_ID}1`], nextCursor: null });
    expect(await keysOf({ text: 'rare', from: new Date(TEST_START_MS + 10) })).toEqual(first.keys);
  });

  it('keeps to origin and to what events caused', async () => {
    expect(await keysOf({ text: 'rare', origin: 'seen' })).toHaveLength(3);
    expect(await keysOf({ text: 'rare', origin: 'published' })).toEqual([]);
    expect(await keysOf({ text: `${RARE_ID}1`, caused: 'nothing' })).toEqual([`${RARE_ID}1`]);
    expect(await keysOf({ text: `${RARE_ID}1`, caused: 'runs' })).toEqual([]);
  });

  it('pages through a frequent word beyond the newest events', async () => {
    const paged: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await pageOf({ text: 'orderpending' }, 400, cursor);
      paged.push(...page.keys);
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(paged).toEqual(expectedOf('orderpending'));
  });

  it('finds a rare word among more kinds than it would look at one by one', async () => {
    await store.ingest.busEvents({
      logGroupName: '/aws/events/kinds',
      eventBusName: 'kinds',
      method: 'rule',
      events: Array.from({ length: 2_100 }, (_, index) => ({
        logStreamName: 's',
        timestamp: TEST_START_MS + 1_000_000 + index,
        message: envelope(requestIdOf(0xb00000 + index), 'shop.kinds', `Kind ${index}`),
      })),
      checkpoint: null,
      slowPass: false,
    });
    expect(await keysOf({ text: 'rare odd' }, 1)).toEqual([`${RARE_ID}2`]);
    expect(await keysOf({ text: `${RARE_ID}3` })).toEqual([`${RARE_ID}3`]);
  });
});
