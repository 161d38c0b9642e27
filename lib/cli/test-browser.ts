import { existsSync, readFileSync, rmSync } from 'node:fs';
import { buildDashboard } from './build-dashboard.ts';
import { findChromium } from './find-chromium.ts';
import { runTool } from './run-tool.ts';
import type { Tally } from './tally.ts';

const REPORT = 'node_modules/.cache/reprise/playwright.json';

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
}

/** Browser tests on the production build with the sandbox. A flaky or skipped test counts as failed. */
export async function runBrowserTests(): Promise<Tally> {
  const say = (line: string) => console.log(line);
  const browser = findChromium(say);
  if (!(await buildDashboard(say))) return { passed: 0, failed: 1 };
  rmSync(REPORT, { force: true });
  const env = { CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: REPORT };
  const { code } = await runTool(
    ['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json'],
    env,
    true,
  );
  if (!existsSync(REPORT)) return { passed: 0, failed: 1 };
  const { stats } = JSON.parse(readFileSync(REPORT, 'utf8')) as PlaywrightReport;
  const failed = stats.unexpected + stats.flaky + stats.skipped;
  return { passed: stats.expected, failed: failed === 0 && code !== 0 ? 1 : failed };
}
