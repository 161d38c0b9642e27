import type { Browser } from '@playwright/test';

const QUIET_MS = 600;
const TIMEOUT_MS = 60_000;

/**
 * Opens `url` in a browser context of its own (no cache, no storage) and returns the ms from the start of the navigation
 * to the frame that painted the last change of the page: rows of the timeline are there, and then nothing changed for
 * 600 ms but clocks.
 */
export async function lastPaintMs(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    await page.addInitScript(watchPaints);
    await page.goto(url, { waitUntil: 'commit' });
    const settled = await page.waitForFunction(
      (quietMs) => {
        const { lastPaintMs: last } = window as Window & { lastPaintMs?: number };
        const drawn = document.querySelector('[role=treegrid] [data-row]') !== null;
        return drawn && last !== undefined && performance.now() - last > quietMs ? last : null;
      },
      QUIET_MS,
      { polling: 'raf', timeout: TIMEOUT_MS },
    );
    return Number(await settled.jsonValue());
  } finally {
    await context.close();
  }
}

/** Runs in the page before anything else of it. */
function watchPaints(): void {
  const page = window as Window & { lastPaintMs?: number };
  let asked = false;
  const isClock = (node: Node) =>
    (node instanceof Element ? node : node.parentElement)?.closest('time') != null;
  const observer = new MutationObserver((changes) => {
    if (asked || changes.every((change) => isClock(change.target))) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      // a message task runs after the frame was painted
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        page.lastPaintMs = performance.now();
      };
      port2.postMessage(null);
    });
  });
  observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
}
