import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { ensurePostgresql } from './ensure-postgresql.ts';
import { runTool } from './run-tool.ts';
import type { Tally } from './tally.ts';

const REPORT = 'node_modules/.cache/reprise/vitest.json';

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
}

/** Unit and integration tests; a file that does not load counts as failed, and so does a skipped test. */
export async function runUnitTests(): Promise<Tally> {
  ensurePostgresql((line) => console.log(line));
  mkdirSync('node_modules/.cache/reprise', { recursive: true });
  rmSync(REPORT, { force: true });
  const argv = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${REPORT}`,
  ];
  const { code } = await runTool(argv, {}, true);
  if (!existsSync(REPORT)) return { passed: 0, failed: 1 };
  const report = JSON.parse(readFileSync(REPORT, 'utf8')) as VitestReport;
  const broken = report.testResults.filter(
    (f) => f.status === 'failed' && f.assertionResults.length === 0,
  ).length;
  const failed = report.numFailedTests + report.numPendingTests + report.numTodoTests + broken;
  return { passed: report.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed };
}
