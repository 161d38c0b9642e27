import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { MetricSink, RuleMetricSink } from '../../service.ts';

const RETENTION_MS = 24 * 3_600_000;
const SAVE_DELAY_MS = 15_000;
const MINUTE_MS = 60_000;

const zSaved = z.array(z.tuple([z.string(), z.array(z.tuple([z.number(), z.number()]))]));

/** Counts per minute of the metrics of Lambda and of EventBridge's rules, kept for a day; a snapshot on disk carries them over a restart. */
export interface MetricStore extends MetricSink, RuleMetricSink {
  /**
   * Sums per period from `startMs` (inclusive) to `endMs` (exclusive); only periods with data, oldest first. Dimensions
   * that the sandbox does not count by find nothing; none at all are the sum over everything.
   */
  sums(
    metric: { namespace: string; name: string; dimensions: Record<string, string> },
    range: { startMs: number; endMs: number; periodMs: number },
  ): { atMs: number; sum: number }[];
  load(): Promise<void>;
  save(): Promise<void>;
}

export function createMetricStore(options: {
  dataDir: string;
  onError: (error: unknown) => void;
}): MetricStore {
  const file = path.join(options.dataDir, 'metrics.json');
  /** series key → minute → count; see `seriesKey` */
  const series = new Map<string, Map<number, number>>();
  let saveTimer: NodeJS.Timeout | null = null;

  function add(key: string, minute: number): void {
    const counts = series.get(key) ?? new Map<number, number>();
    series.set(key, counts);
    const before = counts.get(minute);
    counts.set(minute, (before ?? 0) + 1);
    if (before !== undefined) return;
    for (const old of counts.keys()) if (old < minute - RETENTION_MS) counts.delete(old);
  }

  async function save(): Promise<void> {
    if (saveTimer === null) return;
    clearTimeout(saveTimer);
    saveTimer = null;
    try {
      await mkdir(options.dataDir, { recursive: true });
      await writeFile(`${file}.new`, JSON.stringify([...series].map(([key, counts]) => [key, [...counts]])));
      await rename(`${file}.new`, file);
    } catch (error) {
      options.onError(error);
    }
  }

  function countIn(
    metric: { namespace: string; name: string },
    dimensionSets: Record<string, string>[],
    atMs: number,
  ): void {
    const minute = Math.floor(atMs / MINUTE_MS) * MINUTE_MS;
    for (const dimensions of dimensionSets) add(seriesKey({ ...metric, dimensions }), minute);
    saveTimer ??= setTimeout(() => void save(), SAVE_DELAY_MS);
  }

  return {
    count(name, functionName, atMs) {
      countIn({ namespace: 'AWS/Lambda', name }, [{}, { FunctionName: functionName }], atMs);
    },
    countRule(name, { ruleName, eventBusName }, atMs) {
      const rule = { RuleName: ruleName };
      const bus = { EventBusName: eventBusName };
      countIn({ namespace: 'AWS/Events', name }, [{}, rule, bus, { ...rule, ...bus }], atMs);
    },
    sums(metric, { startMs, endMs, periodMs }) {
      const sums = new Map<number, number>();
      for (const [minute, count] of series.get(seriesKey(metric)) ?? []) {
        const atMs = Math.floor(minute / periodMs) * periodMs;
        if (atMs < Math.floor(startMs / periodMs) * periodMs || atMs >= endMs) continue;
        sums.set(atMs, (sums.get(atMs) ?? 0) + count);
      }
      return [...sums].map(([atMs, sum]) => ({ atMs, sum })).sort((a, b) => a.atMs - b.atMs);
    },
    async load() {
      const text = await readFile(file, 'utf8').catch(() => '[]');
      const saved = zSaved.safeParse(readJson(text));
      if (!saved.success) return;
      for (const [key, counts] of saved.data) series.set(key, new Map(counts));
    },
    save,
  };
}

/** Names of functions, rules and buses have no spaces and no `=`. */
function seriesKey(metric: { namespace: string; name: string; dimensions: Record<string, string> }): string {
  const pairs = Object.entries(metric.dimensions).sort(([a], [b]) => (a < b ? -1 : 1));
  return [metric.namespace, metric.name, ...pairs.map(([name, value]) => `${name}=${value}`)].join(' ');
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
