import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { processTree } from '../lib/bench/process-tree.ts';
import { freePort, type RunningReprise, spawnReprise } from '../lib/cli/spawn-reprise.ts';
import { waitUntil } from '../lib/cli/wait-until.ts';

/** The launcher's children, and theirs; taken while it lives, because orphans cannot be found afterwards. */
function descendants(reprise: RunningReprise): number[] {
  const pid = reprise.launcher.pid ?? 0;
  return processTree(pid).filter((other) => other !== pid);
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function endWithin(pids: number[], ms: number): Promise<boolean> {
  return waitUntil(async () => !pids.some(alive), ms);
}

/** Runs the launcher to its end and returns what it said. */
function launcherOutput(settings: Record<string, string>): Promise<{ code: number | null; errors: string }> {
  const child = spawn(process.execPath, ['lib/cli/run.mjs', 'start'], {
    env: { ...process.env, NODE_ENV: 'production', ...settings },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (bytes: Buffer) => {
    errors += bytes.toString();
  });
  return new Promise((resolve) => child.once('exit', (code) => resolve({ code, errors })));
}

test.describe('npm start', () => {
  test('SIGTERM ends every child within 5 s while a tab listens, and exits with 0', async ({ page }) => {
    const reprise = await spawnReprise();
    const children = descendants(reprise);
    expect(children.length).toBeGreaterThanOrEqual(2);
    await page.goto(reprise.url);
    await expect(page.getByRole('main')).toBeVisible();
    reprise.launcher.kill('SIGTERM');
    expect(await endWithin(children, 5_000)).toBe(true);
    expect(await reprise.exited).toBe(0);
    rmSync(reprise.dataDir, { recursive: true, force: true });
  });

  test('after SIGKILL of the launcher every child ends by itself and a new start works', async () => {
    const dataDir = mkdtempSync(path.join(os.tmpdir(), 'reprise-kill-'));
    const first = await spawnReprise({ REPRISE_DATA_DIR: dataDir });
    const children = descendants(first);
    first.launcher.kill('SIGKILL');
    expect(await endWithin(children, 5_000)).toBe(true);
    const startedAt = Date.now();
    const second = await spawnReprise({ REPRISE_DATA_DIR: dataDir });
    expect(Date.now() - startedAt).toBeLessThan(10_000);
    await second.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  test('a port in use and an open data directory are one clear line each', async () => {
    const reprise = await spawnReprise({ SANDBOX_EXAMPLES: 'off' });
    const { port } = new URL(reprise.url);
    const sandbox = { SANDBOX_PORT: String(await freePort()) };
    const inUse = await launcherOutput({ ...sandbox, PORT: port });
    expect(inUse.code).toBe(1);
    expect(inUse.errors.trim().split('\n')).toEqual([expect.stringContaining(`Port ${port} is in use`)]);
    const open = await launcherOutput({
      ...sandbox,
      PORT: String(await freePort()),
      REPRISE_DATA_DIR: reprise.dataDir,
    });
    expect(open.code).toBe(1);
    expect(open.errors.trim().split('\n')).toEqual([expect.stringContaining('is open in process')]);
    await reprise.stop();
  });

  test('without a connection to AWS it starts all the same and says what is missing', async ({ page }) => {
    const settings = {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${await freePort()}`,
      AWS_ACCESS_KEY_ID: 'e2e',
      AWS_SECRET_ACCESS_KEY: 'e2e',
    };
    const reprise = await spawnReprise(settings, ['--aws']);
    const health = (await (await fetch(`${reprise.url}/api/v1/health`)).json()) as {
      status: string;
      aws: { reachable: boolean; problem: { code: string; nextStep: string | null } | null };
    };
    expect(health.aws).toMatchObject({ reachable: false, problem: { code: 'aws-unreachable' } });
    expect(health.status).not.toBe('ok');
    await page.goto(`${reprise.url}/health`);
    await expect(page.getByRole('main')).toContainText(health.aws.problem?.nextStep ?? 'no next step');
    await reprise.stop();
  });

  test('wrong settings are all named at once', async () => {
    const { code, errors } = await launcherOutput({ PORT: 'three', REPRISE_BACKFILL: 'soon' });
    expect(code).toBe(1);
    expect(errors).toContain('PORT');
    expect(errors).toContain('REPRISE_BACKFILL');
  });
});
