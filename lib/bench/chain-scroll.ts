import type { Browser, Page } from '@playwright/test';
import type { BenchResult, BenchRow } from './bench-row.ts';
import { type ScrolledFrames, scrollFrames } from './frames.ts';
import { LONG_CHAIN_HOPS, withLongChain } from './long-chain-dashboard.ts';
import { quantile } from './statistics.ts';

const ROUNDS = 3;
const WHAT = `scrolling ${LONG_CHAIN_HOPS.toLocaleString('en')} hops`;

/** Scrolling the timeline of 50,000 hops by the wheel, in turn with an empty page as tall. */
export const chainScroll: BenchRow = {
  name: 'chain-scroll',
  run: () =>
    withLongChain(async ({ browser, longUrl }) => {
      const timeline = await openPage(browser);
      await timeline.goto(longUrl);
      await timeline.waitForSelector('[role=treegrid] [data-row]');
      const empty = await openPage(browser);
      await empty.setContent(`<div style="height: ${LONG_CHAIN_HOPS * 32}px"></div>`);
      const timelineRounds: ScrolledFrames[] = [];
      const emptyRounds: ScrolledFrames[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        await empty.bringToFront();
        emptyRounds.push(await scrollFrames(empty));
        await timeline.bringToFront();
        timelineRounds.push(await scrollFrames(timeline));
      }
      return [
        ...frameResults(timelineRounds, emptyRounds),
        await heapResult(timeline),
        nodesResult(timelineRounds),
      ];
    }),
};

async function openPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  return context.newPage();
}

function frameResults(timeline: ScrolledFrames[], empty: ScrolledFrames[]): BenchResult[] {
  const timelineMs = timeline.flatMap(({ intervalsMs }) => intervalsMs);
  const emptyMs = empty.flatMap(({ intervalsMs }) => intervalsMs);
  const timelineP95Ms = quantile(timelineMs, 0.95);
  const emptyP95Ms = quantile(emptyMs, 0.95);
  const ratio = timelineP95Ms / emptyP95Ms;
  const longestMs = Math.max(...timelineMs);
  const emptyLongestMs = Math.max(...emptyMs);
  return [
    {
      what: `${WHAT} against an empty page, frame p95`,
      must: '≤ 1.2 ×',
      measured: `${ratio.toFixed(2)} × (${timelineP95Ms.toFixed(1)} ms and ${emptyP95Ms.toFixed(1)} ms, ${timelineMs.length} frames)`,
      figures: { timelineP95Ms, emptyP95Ms, frames: timelineMs.length, emptyFrames: emptyMs.length },
      ok: ratio <= 1.2,
    },
    {
      what: `${WHAT}, longest frame`,
      must: '≤ 100 ms',
      measured: `${longestMs.toFixed(0)} ms (empty page: ${emptyLongestMs.toFixed(0)} ms)`,
      figures: { longestMs, emptyLongestMs },
      ok: longestMs <= 100,
    },
  ];
}

/** What is still in use after a collection of garbage, once it was scrolled. */
async function heapResult(page: Page): Promise<BenchResult> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('HeapProfiler.enable');
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  const heapMb = usedSize / 2 ** 20;
  return {
    what: `${WHAT}, JavaScript heap`,
    must: '≤ 60 MB',
    measured: `${heapMb.toFixed(1)} MB`,
    figures: { heapMb },
    ok: heapMb > 0 && heapMb <= 60,
  };
}

function nodesResult(rounds: ScrolledFrames[]): BenchResult {
  const nodes = Math.max(...rounds.map((round) => round.nodes));
  return {
    what: `${WHAT}, DOM nodes`,
    must: '≤ 3,000',
    measured: nodes.toLocaleString('en'),
    figures: { nodes },
    ok: nodes > 0 && nodes <= 3_000,
  };
}
