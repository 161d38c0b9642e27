import type { Tx } from '../sql/tx.ts';
import type { IngestResult, IngestStore, LogBatch } from '../store.ts';
import type { StoreContext } from '../store-context.ts';
import type { BusLogBatch } from '../store-events.ts';
import { busEvents } from './bus-events.ts';
import { executionHistory, executionList } from './executions.ts';
import { logEvents } from './log-events.ts';
import { recursionDropped } from './recursion-dropped.ts';
import { settle } from './settle.ts';
import { saveUnreadable } from './unreadable-lines.ts';

/** Rows of one transaction stay bounded; a batch is safe to split, because each part is idempotent. */
const EVENTS_PER_TRANSACTION = 10_000;

export function ingestStore(context: StoreContext): IngestStore {
  return {
    logEvents: (batch) => ingest(context, batch, (tx, part) => logEvents(tx, context, part, 0)),
    busEvents: (batch) => ingest(context, batch, (tx, part) => busEvents(tx, context, part)),
    execution: (batch) => context.write((tx) => executionHistory(tx, context, batch)),
    executions: (listing) => context.write((tx) => executionList(tx, context, listing)),
    settle: (watermarks) => settle(context, watermarks),
    recursionDropped: (drop) => recursionDropped(context, drop),
  };
}

type Take<Batch> = (tx: Tx, batch: Batch) => Promise<IngestResult>;

async function ingest<Batch extends LogBatch | BusLogBatch>(
  context: StoreContext,
  batch: Batch,
  take: Take<Batch>,
): Promise<IngestResult> {
  let result: IngestResult = { changedChainIds: [], newLineCount: 0, unreadableLineCount: 0 };
  const parts = partsOf(batch.events);
  for (const [index, events] of parts.entries()) {
    // the checkpoint stands with the last events that it covers
    const checkpoint = index === parts.length - 1 ? batch.checkpoint : null;
    result = sumOf(result, await ingestHalving(context, { ...batch, events, checkpoint }, take));
  }
  return result;
}

/** Equal lines of one millisecond are told apart by their order, so a cut never parts them. */
function partsOf<Event extends { timestamp: number }>(events: readonly Event[]): (readonly Event[])[] {
  if (events.length <= EVENTS_PER_TRANSACTION) return [events];
  const sorted = events.toSorted((a, b) => a.timestamp - b.timestamp);
  const parts: (readonly Event[])[] = [];
  for (let start = 0; start < sorted.length; ) {
    let end = Math.min(start + EVENTS_PER_TRANSACTION, sorted.length);
    while (end < sorted.length && sorted[end]?.timestamp === sorted[end - 1]?.timestamp) end += 1;
    parts.push(sorted.slice(start, end));
    start = end;
  }
  return parts;
}

/** A batch that the database refuses for a row's sake is halved until the culprit stands alone. */
async function ingestHalving<Batch extends LogBatch | BusLogBatch>(
  context: StoreContext,
  batch: Batch,
  take: Take<Batch>,
): Promise<IngestResult> {
  try {
    return await context.write((tx) => take(tx, batch));
  } catch (error) {
    if (!isRowsFault(error)) throw error;
    if (batch.events.length <= 1) return context.write((tx) => saveUnreadable(tx, batch));
    const middle = batch.events.length >> 1;
    const head = { ...batch, events: batch.events.slice(0, middle), checkpoint: null };
    const first = await ingestHalving(context, head, take);
    return sumOf(first, await ingestHalving(context, { ...batch, events: batch.events.slice(middle) }, take));
  }
}

/**
 * SQLSTATE classes 22 (data), 23 (constraints) and 54 (limits) blame the row, and so does a time that no Date holds; all
 * others blame the database.
 */
function isRowsFault(error: unknown): boolean {
  if (error instanceof RangeError) return true;
  const told = `${(error as { code?: unknown }).code ?? ''} ${JSON.stringify((error as { meta?: unknown }).meta ?? '')} ${String(error)}`;
  return /\b(22|23|54)[0-9A-Z]{3}\b/.test(told);
}

function sumOf(a: IngestResult, b: IngestResult): IngestResult {
  return {
    changedChainIds: [...new Set([...a.changedChainIds, ...b.changedChainIds])],
    newLineCount: a.newLineCount + b.newLineCount,
    unreadableLineCount: a.unreadableLineCount + b.unreadableLineCount,
  };
}
