import { US_EAST_1_PRICES } from '../domain/cost.ts';
import type { LogEvent } from '../domain/observation.ts';
import { openStore } from '../store/open-store.ts';
import { groupBy } from '../store/sql/group-by.ts';
import { longChain } from './long-chain.ts';

/**
 * Fills the sandbox's store below `dataDir` with ended chains of these many hops, as its collector would, and returns
 * their chain IDs in the same order.
 */
export async function seedChains(dataDir: string, hopCounts: readonly number[]): Promise<string[]> {
  const store = await openStore({
    dataDir: `${dataDir}/sandbox`,
    owner: 'sandbox',
    prices: US_EAST_1_PRICES,
    limits: { traceChainMaxHops: 10_000, chainMaxHops: 1_000_000 },
  });
  try {
    const chainIds: string[] = [];
    for (const [number, hopCount] of hopCounts.entries()) {
      const events = longChain(number, hopCount, Date.now() - 600_000);
      for (const [logGroupName, ofGroup] of groupBy(events, (event) => event.logGroupName)) {
        await store.ingest.logEvents(batchOf(logGroupName, ofGroup));
      }
      const requestId = /RequestId: (\S+)/.exec(events[0]?.message ?? '')?.[1] ?? '';
      const chain = await store.chains.find(requestId);
      if (chain?.hopCount !== hopCount) {
        throw new Error(`a chain of ${hopCount} hops was stored as one of ${chain?.hopCount ?? 'none'}`);
      }
      chainIds.push(chain.chainId);
    }
    return chainIds;
  } finally {
    await store.close();
  }
}

function batchOf(logGroupName: string, events: readonly LogEvent[]) {
  const functionName = logGroupName.slice('/aws/lambda/'.length);
  return {
    logGroupName,
    functionName,
    functionArn: `arn:aws:lambda:us-east-1:000000000000:function:${functionName}`,
    architecture: 'x86_64' as const,
    timeoutMs: 30_000,
    events,
    checkpoint: null,
    slowPass: false,
  };
}
