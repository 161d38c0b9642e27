import type { BenchRow } from './bench-row.ts';
import { chainOpen } from './chain-open.ts';
import { chainScroll } from './chain-scroll.ts';
import { eventPatternMatching } from './event-pattern-matching.ts';
import { executionHistory } from './execution-history.ts';
import { firstLoadJavascript } from './first-load-javascript.ts';
import { liveLatency } from './live-latency.ts';
import { memory } from './memory.ts';
import { parseLines } from './parse-lines.ts';
import { rehearsal } from './rehearsal.ts';
import { sandboxInvokes } from './sandbox-invokes.ts';
import { storeChains } from './store-chains.ts';
import { storeCollecting } from './store-collecting.ts';
import { storeLists } from './store-lists.ts';

/** The whole bench, in the order of its table. */
export const BENCH_ROWS: readonly BenchRow[] = [
  chainOpen,
  chainScroll,
  storeLists,
  storeCollecting,
  storeChains,
  parseLines,
  eventPatternMatching,
  executionHistory,
  rehearsal,
  liveLatency,
  sandboxInvokes,
  firstLoadJavascript,
  memory,
];
