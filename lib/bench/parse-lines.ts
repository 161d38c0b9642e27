import { parseLogLine } from '../domain/log-line.ts';
import type { BenchRow } from './bench-row.ts';
import { median, timeMs } from './statistics.ts';

const RUNS = 20_000;
const ROUNDS = 9;

/** Parsing log lines against JSON.parse of the same lines in JSON format. */
export const parseLines: BenchRow = {
  name: 'parse-lines',
  async run() {
    const pairs = Array.from({ length: RUNS }, (_, i) => runLines(i)).flat();
    const text = pairs.map((pair) => pair.text);
    const json = pairs.map((pair) => pair.json);
    const baseline: number[] = [];
    const textMs: number[] = [];
    const jsonMs: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      baseline.push(await timeMs(() => each(json, JSON.parse)));
      textMs.push(await timeMs(() => each(text, parseLogLine)));
      jsonMs.push(await timeMs(() => each(json, parseLogLine)));
    }
    const ratio = Math.max(median(textMs), median(jsonMs)) / median(baseline);
    return [
      {
        what: 'parsing log lines against JSON.parse of the same lines in JSON format',
        must: '≤ 3 ×',
        measured: `${(median(textMs) / median(baseline)).toFixed(2)} × (text), ${(median(jsonMs) / median(baseline)).toFixed(2)} × (JSON)`,
        figures: {
          lines: pairs.length,
          baselineMs: median(baseline),
          textMs: median(textMs),
          jsonMs: median(jsonMs),
        },
        ok: ratio <= 3,
      },
    ];
  },
};

function each(lines: readonly string[], parse: (line: string) => unknown): void {
  for (const line of lines) parse(line);
}

/** The lines of one run in both formats. */
function runLines(i: number): { text: string; json: string }[] {
  const requestId = `7c1e52a4-3b0d-4f6a-9d1e-${i.toString(16).padStart(12, '0')}`;
  const at = new Date(1_791_450_000_000 + i * 137).toISOString();
  const report = `Duration: ${i % 900}.21 ms\tBilled Duration: ${(i % 900) + 1} ms\tMemory Size: 256 MB\tMax Memory Used: 91 MB\t`;
  const metrics = {
    durationMs: (i % 900) + 0.21,
    billedDurationMs: (i % 900) + 1,
    memorySizeMB: 256,
    maxMemoryUsedMB: 91,
  };
  return [
    {
      text: `START RequestId: ${requestId} Version: $LATEST\n`,
      json: JSON.stringify({ time: at, type: 'platform.start', record: { requestId, version: '$LATEST' } }),
    },
    {
      text: `${at}\t${requestId}\tINFO\tchecking order ord-${i}, attempt ${i % 7}`,
      json: JSON.stringify({
        timestamp: at,
        level: 'INFO',
        requestId,
        message: `checking order ord-${i}, attempt ${i % 7}`,
      }),
    },
    {
      text: `REPORT RequestId: ${requestId}\t${report}\n`,
      json: JSON.stringify({
        time: at,
        type: 'platform.report',
        record: { requestId, metrics, status: 'success' },
      }),
    },
  ];
}
