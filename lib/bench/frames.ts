import type { Page } from '@playwright/test';

const STEPS = 150;
const SLOW_PX = 120;
const FAST_PX = 1_600;

export interface ScrolledFrames {
  /** Between one animation frame and the next, ms. */
  intervalsMs: number[];
  /** Most nodes of any kind that the document held. */
  nodes: number;
}

/** Turns the wheel in the middle of the page, slowly and fast, down and up, and records every frame meanwhile. */
export async function scrollFrames(page: Page): Promise<ScrolledFrames> {
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  await page.mouse.move(width / 3, height / 2);
  await page.evaluate(recordFrames);
  for (const px of [SLOW_PX, FAST_PX, -SLOW_PX, -FAST_PX]) {
    for (let step = 0; step < STEPS; step += 1) await page.mouse.wheel(0, px);
  }
  return page.evaluate(
    () =>
      (window as Window & { stopFrames?: () => ScrolledFrames }).stopFrames?.() ?? {
        intervalsMs: [],
        nodes: 0,
      },
  );
}

/** Runs in the page. */
function recordFrames(): void {
  const intervalsMs: number[] = [];
  let nodes = 0;
  let last: number | null = null;
  let running = true;
  const count = () => {
    const walker = document.createTreeWalker(document, NodeFilter.SHOW_ALL);
    let found = 0;
    while (walker.nextNode() !== null) found += 1;
    nodes = Math.max(nodes, found);
  };
  const frame = (atMs: number) => {
    if (last !== null) intervalsMs.push(atMs - last);
    last = atMs;
    if (running) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  const counting = setInterval(count, 500);
  (window as Window & { stopFrames?: () => ScrolledFrames }).stopFrames = () => {
    running = false;
    clearInterval(counting);
    count();
    return { intervalsMs, nodes };
  };
}
