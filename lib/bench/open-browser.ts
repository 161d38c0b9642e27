import { type Browser, chromium } from '@playwright/test';
import { findChromium } from '../cli/find-chromium.ts';

/** A Chromium that talks to 127.0.0.1 only. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium((line) => console.log(line)),
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
      '--no-first-run',
      '--enable-precise-memory-info',
    ],
  });
}
