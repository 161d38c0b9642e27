import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { AppError } from '../domain/app-error.ts';

const SYSTEM_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * A Chromium for the browser tests: `CHROMIUM_PATH`, Playwright's own, the system's, Playwright's download, and as root
 * on Debian the package. Throws AppError `not-found` when none can be had.
 */
export function findChromium(say: (line: string) => void): string {
  const found = present();
  if (found !== null) return found;
  say('Installing a browser for the tests …');
  spawnSync('npx', ['playwright', 'install', 'chromium'], { stdio: 'ignore', timeout: 300_000 });
  const own = present();
  if (own !== null) return own;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    spawnSync('apt-get', ['update'], { stdio: 'ignore' });
    spawnSync('apt-get', ['install', '-y', 'chromium'], { stdio: 'ignore' });
  }
  const system = present();
  if (system !== null) return system;
  throw new AppError('not-found', 'No Chromium for the browser tests was found or could be installed.', {
    nextStep: 'Install one and set CHROMIUM_PATH to its executable.',
  });
}

function present(): string | null {
  const { CHROMIUM_PATH } = process.env;
  const candidates = [CHROMIUM_PATH, chromium.executablePath(), ...SYSTEM_PATHS];
  return candidates.find((file) => file !== undefined && file !== '' && existsSync(file)) ?? null;
}
