import { readFile } from 'node:fs/promises';
import type { EventPattern } from '../domain/event-pattern/event-pattern.ts';
import { matchesEventPattern } from '../domain/event-pattern/matches-event-pattern.ts';
import { parseEventPattern } from '../domain/event-pattern/parse-event-pattern.ts';
import type { BenchRow } from './bench-row.ts';
import { median, timeMs } from './statistics.ts';

const ROUNDS = 15;
/** Events a round, so that a round is long enough to be timed. */
const EVENTS = 10_000;

interface Sample {
  patternText: string;
  eventText: string;
}

/** Matching events against patterns, against JSON.parse of the same events; BENCH_EVENT_PATTERNS may name a data file. */
export const eventPatternMatching: BenchRow = {
  name: 'event-pattern-matching',
  async run() {
    const file = process.env.BENCH_EVENT_PATTERNS;
    const samples = file === undefined ? ownSamples() : samplesOf(await readFile(file, 'utf8'));
    const cases = samples.flatMap(caseOf);
    const repeats = Math.ceil(EVENTS / cases.length);
    const baseline: number[] = [];
    const matching: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      baseline.push(await timeMs(() => repeat(repeats, () => cases.map(({ text }) => JSON.parse(text)))));
      matching.push(
        await timeMs(() =>
          repeat(repeats, () => cases.map(({ pattern, event }) => matchesEventPattern(pattern, event))),
        ),
      );
    }
    const ratio = median(matching) / median(baseline);
    return [
      {
        what: 'matching events against patterns, against JSON.parse of the same events',
        must: '≤ 5 ×',
        measured: `${ratio.toFixed(2)} ×`,
        figures: {
          events: cases.length * repeats,
          baselineMs: median(baseline),
          matchingMs: median(matching),
        },
        ok: ratio <= 5,
      },
    ];
  },
};

function repeat(times: number, work: () => unknown): void {
  for (let time = 0; time < times; time += 1) work();
}

function caseOf({
  patternText,
  eventText,
}: Sample): { pattern: EventPattern; event: unknown; text: string }[] {
  const parsed = parseEventPattern(patternText);
  return parsed.ok ? [{ pattern: parsed.pattern, event: JSON.parse(eventText), text: eventText }] : [];
}

/** Rows of a conformance file; those that have no event are of invalid patterns. */
function samplesOf(text: string): Sample[] {
  const rows: Record<string, unknown>[] = text
    .split('\n')
    .filter((row) => row.trim() !== '')
    .map((row) => JSON.parse(row));
  return rows
    .filter((row) => typeof row.expected === 'boolean')
    .map((row) => ({ patternText: textOf(row, 'pattern'), eventText: textOf(row, 'event') }));
}

function textOf(row: Record<string, unknown>, field: string): string {
  const text = row[`${field}Text`];
  return typeof text === 'string' ? text : JSON.stringify(row[field]);
}

const PATTERNS = [
  { source: ['shop.orders'], 'detail-type': ['Payment Pending'] },
  { detail: { status: ['PENDING', 'QUEUED'], attempt: [{ numeric: ['<', 5] }] } },
  { detail: { customer: { address: [{ cidr: '10.0.0.0/8' }] }, note: [{ exists: false }] } },
  { detail: { lines: { article: [{ prefix: 'book-' }], amount: [{ numeric: ['>', 1] }] } } },
  { resources: [{ wildcard: 'arn:aws:lambda:*:function:order-*' }] },
  { $or: [{ region: [{ 'anything-but': ['eu-west-1'] }] }, { detail: { attempt: [0, 1, 2] } }] },
  { detail: { status: [{ 'equals-ignore-case': 'pending' }, { suffix: 'ED' }] } },
];

function ownSamples(): Sample[] {
  return Array.from({ length: 700 }, (_, i) => ({
    patternText: JSON.stringify(PATTERNS[i % PATTERNS.length]),
    eventText: JSON.stringify(ownEvent(i)),
  }));
}

function ownEvent(i: number) {
  return {
    version: '0',
    id: `7c1e52a4-3b0d-4f6a-9d1e-${i.toString(16).padStart(12, '0')}`,
    'detail-type': i % 3 === 0 ? 'Payment Pending' : 'Order Placed',
    source: 'shop.orders',
    account: '123456789012',
    time: new Date(1_791_450_000_000 + i * 137).toISOString(),
    region: i % 2 === 0 ? 'eu-west-1' : 'us-east-1',
    resources: [`arn:aws:lambda:eu-west-1:123456789012:function:order-${i % 9}`],
    detail: {
      orderId: `ord-${i}`,
      status: ['PENDING', 'QUEUED', 'Paid', 'CANCELLED'][i % 4],
      attempt: i % 8,
      customer: { name: `customer ${i}`, address: `10.${i % 256}.0.${i % 200}` },
      lines: Array.from({ length: i % 5 }, (_, line) => ({
        article: `${line % 2 === 0 ? 'book' : 'pen'}-${line}`,
        amount: line + 1,
      })),
    },
  };
}
