import { type Browser, chromium } from '@playwright/test';
import { chromiumArgs } from '../cli/chromium-args.ts';
import { findChromium } from '../cli/find-chromium.ts';

/** A Chromium that talks to 127.0.0.1 only. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium((line) => console.log(line)),
    args: [...chromiumArgs(), '--enable-precise-memory-info'],
  });
}
