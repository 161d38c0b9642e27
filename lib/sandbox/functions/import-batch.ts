import { setTimeout as wait } from 'node:timers/promises';
import { type RerunContext, receiveRerun } from '../../rerun/receive-rerun.ts';
import { rerun } from '../../rerun/rerun.ts';

interface BatchEvent {
  file: string;
  rowCount: number;
  /** First row of this run. */
  cursor?: number;
}

const ROWS_PER_RUN = 250;
const MAX_RUNS = 60;

/** Imports a file in slices, each run continuing where the last one stopped; needs the recursion setting Allow. */
export async function handler(event: BatchEvent, context: RerunContext) {
  const { event: batch } = receiveRerun(event, context);
  const from = batch.cursor ?? 0;
  const to = Math.min(batch.rowCount, from + ROWS_PER_RUN);
  console.log(`${batch.file}: importing rows ${from} to ${to} of ${batch.rowCount}`);
  await wait(120 + Math.random() * 280);
  const skipped = Math.floor(Math.random() * 3);
  if (skipped > 0) console.warn(`${batch.file}: skipped ${skipped} rows without a customer number`);
  await rerun({
    event,
    context,
    when: ({ rowCount }) => to < rowCount,
    maxAttempts: MAX_RUNS,
    nextEvent: { ...batch, cursor: to },
    reason: `cursor=${to} of ${batch.rowCount}`,
  });
  return { file: batch.file, importedTo: to, done: to >= batch.rowCount };
}
