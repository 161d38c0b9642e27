import { setTimeout as delay } from 'node:timers/promises';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { Page } from '@playwright/test';
import { strToU8, zipSync } from 'fflate';
import { spawnReprise } from '../cli/spawn-reprise.ts';
import { waitUntil } from '../cli/wait-until.ts';
import type { BenchRow } from './bench-row.ts';
import { openBrowser } from './open-browser.ts';
import { median, quantile } from './statistics.ts';

const SAMPLES = 40;
const FUNCTION_NAME = 'bench-live';
const GROUP = { logGroupName: `/aws/lambda/${FUNCTION_NAME}` };
const STREAM = { ...GROUP, logStreamName: '2026/01/01/[$LATEST]5f0c4e1b2a3d4c5e6f708192a3b4c5d6' };
const PATIENCE_MS = 30_000;

/** From the moment before PutLogEvents is sent to the change of the chain's row in a browser that shows the list. */
export const liveLatency: BenchRow = {
  name: 'live-latency',
  async run() {
    const reprise = await spawnReprise({ SANDBOX_EXAMPLES: 'off' });
    const browser = await openBrowser();
    try {
      const logs = await watchedLogGroup(reprise.sandboxUrl);
      await writeHop(logs, 1);
      const chainId = await firstChainId(reprise.url);
      const page = await browser.newPage();
      await page.goto(reprise.url);
      await page.waitForSelector(`tr[data-chain-id="${chainId}"]`);
      const latenciesMs: number[] = [];
      // the first brings the group and the page's stream to life
      for (let hop = 2; hop <= SAMPLES + 2; hop += 1) {
        const shown = whenRowShows(page, chainId, hop);
        const writtenAtMs = Date.now();
        await writeHop(logs, hop);
        const latencyMs = (await shown) - writtenAtMs;
        if (hop > 2) latenciesMs.push(latencyMs);
        // writes fall anywhere between two polls
        await delay(200 + Math.random() * 1_500);
      }
      const p95 = quantile(latenciesMs, 0.95);
      return [
        {
          what: 'log event written → row changed in an open browser, p95',
          must: '≤ 1.5 s',
          measured: `${p95.toFixed(0)} ms (median ${median(latenciesMs).toFixed(0)} ms)`,
          figures: {
            p95Ms: p95,
            medianMs: median(latenciesMs),
            maxMs: Math.max(...latenciesMs),
            samples: latenciesMs.length,
          },
          ok: p95 <= 1_500,
        },
      ];
    } finally {
      await browser.close();
      await reprise.stop();
    }
  },
};

/** A function that is never invoked, and the log group that it would write to. */
async function watchedLogGroup(endpoint: string): Promise<CloudWatchLogsClient> {
  const credentials = { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' };
  const lambda = new LambdaClient({ endpoint, region: 'us-east-1', credentials });
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName: FUNCTION_NAME,
      Role: 'arn:aws:iam::000000000000:role/bench',
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Code: { ZipFile: zipSync({ 'index.mjs': strToU8('export const handler = async () => {};') }) },
    }),
  );
  const logs = new CloudWatchLogsClient({ endpoint, region: 'us-east-1', credentials });
  await logs.send(new CreateLogGroupCommand(GROUP));
  await logs.send(new CreateLogStreamCommand(STREAM));
  return logs;
}

/** A whole run that names the next one. */
async function writeHop(logs: CloudWatchLogsClient, hop: number): Promise<void> {
  const requestId = requestIdOf(hop);
  const timestamp = Date.now();
  const next = { v: 1, via: 'invoke', attempt: hop, requestId, next: { requestId: requestIdOf(hop + 1) } };
  const messages = [
    `START RequestId: ${requestId} Version: $LATEST\n`,
    `${new Date(timestamp).toISOString()}\t${requestId}\tINFO\t${JSON.stringify({ rerun: next })}\n`,
    `END RequestId: ${requestId}\n`,
    `REPORT RequestId: ${requestId}\tDuration: 1.00 ms\tBilled Duration: 1 ms\tMemory Size: 128 MB\tMax Memory Used: 70 MB\t\n`,
  ];
  await logs.send(
    new PutLogEventsCommand({
      ...STREAM,
      logEvents: messages.map((message) => ({ timestamp, message })),
    }),
  );
}

function requestIdOf(hop: number): string {
  return `be000000-0000-4000-8000-${hop.toString(16).padStart(12, '0')}`;
}

async function firstChainId(url: string): Promise<string> {
  let chainId: string | undefined;
  await waitUntil(async () => {
    const answer = await fetch(`${url}/api/v1/chains?limit=1`);
    chainId = ((await answer.json()) as { items: { chainId: string }[] }).items[0]?.chainId;
    return chainId !== undefined;
  }, PATIENCE_MS);
  if (chainId === undefined) throw new Error('the dashboard did not find the first hop');
  return chainId;
}

/** The clock's ms when the row first counts `hops` hops. */
function whenRowShows(page: Page, chainId: string, hops: number): Promise<number> {
  return page.evaluate(
    ({ selector, text, patienceMs }) =>
      new Promise<number>((resolve, reject) => {
        const look = () => {
          if (document.querySelector(selector)?.textContent !== text) return;
          observer.disconnect();
          resolve(Date.now());
        };
        const observer = new MutationObserver(look);
        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
        setTimeout(() => reject(new Error(`the row did not come to ${text} hops`)), patienceMs);
        look();
      }),
    {
      selector: `tr[data-chain-id="${chainId}"] td[data-label="Hops"]`,
      text: hops.toLocaleString('en-US'),
      patienceMs: PATIENCE_MS,
    },
  );
}
