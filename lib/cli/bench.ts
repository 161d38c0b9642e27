import { mkdirSync, writeFileSync } from 'node:fs';
import type { BenchResult, BenchRow } from '../bench/bench-row.ts';
import { BENCH_ROWS } from '../bench/rows.ts';

const REPORT = '.reprise/bench.json';

/** `npm run bench [-- row …]`: all rows or those named; prints a table and writes JSON. */
export async function main(args: string[]): Promise<number> {
  const unknown = args.filter((name) => !BENCH_ROWS.some((row) => row.name === name));
  if (unknown.length > 0) {
    console.error(
      `No such row: ${unknown.join(', ')}. Rows: ${BENCH_ROWS.map((row) => row.name).join(', ')}.`,
    );
    return 1;
  }
  const rows = args.length === 0 ? BENCH_ROWS : BENCH_ROWS.filter((row) => args.includes(row.name));
  const results: BenchResult[] = [];
  console.log('| what | must | measured | |\n|---|---|---|---|');
  for (const row of rows) {
    for (const result of await resultsOf(row)) {
      results.push(result);
      console.log(
        `| ${result.what} | ${result.must} | ${result.measured} | ${result.ok ? 'ok' : 'falls short'} |`,
      );
    }
  }
  mkdirSync('.reprise', { recursive: true });
  writeFileSync(REPORT, `${JSON.stringify({ node: process.version, at: new Date(), results }, null, 2)}\n`);
  console.log(`Written to ${REPORT}`);
  return results.every((result) => result.ok) ? 0 : 1;
}

/** A row that cannot be measured falls short; the others are measured all the same. */
async function resultsOf(row: BenchRow): Promise<BenchResult[]> {
  try {
    return await row.run();
  } catch (error) {
    console.error(error);
    const reason = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
    return [
      { what: row.name, must: 'to be measured', measured: `not measured: ${reason}`, figures: {}, ok: false },
    ];
  }
}
