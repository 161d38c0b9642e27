import type { TailLine } from '../../domain/log-tail.ts';
import { type ObservedLine, observe } from '../../domain/observe.ts';
import { storableText } from '../../domain/storable-text.ts';
import { recordText } from '../recorded-text.ts';
import { groupBy } from '../sql/group-by.ts';
import type { Tx } from '../sql/tx.ts';
import type { IngestResult, LogBatch } from '../store.ts';
import type { StoreContext } from '../store-context.ts';
import { applyChanges } from './apply-changes.ts';
import { attributeStrays } from './attribute-strays.ts';
import { saveCheckpoint } from './checkpoint.ts';
import { observeParentEvents } from './event-observations.ts';
import { functionNameOf } from './function-name.ts';
import { joinTasks } from './join-tasks.ts';
import { observeStarted } from './observe-executions.ts';
import { type RequestOrigin, WorkingSet } from './working-set.ts';

/** Takes a batch of log events in: observations, hops, links, chains and checkpoint in the given transaction. */
export async function logEvents(
  tx: Tx,
  context: StoreContext,
  batch: LogBatch,
  unreadableLineCount: number,
): Promise<IngestResult> {
  const lines = observe(batch.events.map(storableEvent));
  const set = new WorkingSet();
  const named = lines.filter((line) => line.requestId !== null);
  await addLines(tx, set, batch, named);
  const strays = lines.filter((line) => line.requestId === null);
  await attributeStrays(tx, set, batch.logGroupName, lines, strays, (owned) =>
    addLines(tx, set, batch, owned),
  );
  await observeParentEvents(tx, set, set.changed);
  await observeStarted(tx, set, set.changed);
  // first, because a chain is judged by how far its log was read
  await saveCheckpoint(tx, batch, {
    lateLineCount: batch.slowPass ? set.newLineCount : 0,
    unreadableLineCount,
  });
  const changedChainIds = await applyChanges(tx, context, set);
  const joinedChainIds = await joinTasks(tx, context, { requestIds: set.changed });
  return {
    changedChainIds: [...new Set([...changedChainIds, ...joinedChainIds])],
    newLineCount: set.newLineCount,
    unreadableLineCount,
  };
}

async function addLines(
  tx: Tx,
  set: WorkingSet,
  batch: LogBatch,
  lines: readonly ObservedLine[],
): Promise<void> {
  const byRequest = groupBy(lines, (line) => line.requestId);
  byRequest.delete(null);
  await set.load(
    tx,
    [...byRequest.keys()].flatMap((id) => id ?? []),
  );
  for (const [requestId, own] of byRequest) {
    if (requestId === null) continue;
    const observations = own.flatMap((line) => line.observation ?? []);
    set.add(requestId, originOf(batch, own), observations, own.map(tailLine));
    const [received] = own.filter(({ observation }) => observation?.kind === 'event');
    if (received?.line.kind === 'application' && set.changed.has(requestId)) {
      await recordText(tx, requestId, 'payload', 'log', received.line.text.trim());
    }
  }
}

function originOf(batch: LogBatch, lines: readonly ObservedLine[]): RequestOrigin {
  return {
    functionName: batch.functionName ?? functionNameOf(lines, batch.logGroupName),
    functionArn: batch.functionArn,
    logGroupName: batch.logGroupName,
    architecture: batch.architecture,
    timeoutMs: batch.timeoutMs,
  };
}

function tailLine({ event, ordinal }: ObservedLine): TailLine {
  return {
    logStreamName: event.logStreamName,
    timestamp: event.timestamp,
    ordinal,
    message: event.message,
    eventId: event.eventId,
  };
}

function storableEvent(event: LogBatch['events'][number]): LogBatch['events'][number] {
  const message = storableText(event.message);
  const stream = storableText(event.logStreamName);
  return message.altered || stream.altered
    ? { ...event, message: message.text, logStreamName: stream.text }
    : event;
}
