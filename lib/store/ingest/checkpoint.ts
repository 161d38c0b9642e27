import type { Tx } from '../sql/tx.ts';
import type { LogBatch } from '../store.ts';

/** Moves a log group's reader forward, never back, and counts what was late or unreadable. */
export async function saveCheckpoint(
  tx: Tx,
  { logGroupName, checkpoint }: Pick<LogBatch, 'logGroupName' | 'checkpoint'>,
  counted: { lateLineCount: number; unreadableLineCount: number },
): Promise<void> {
  if (checkpoint === null && counted.lateLineCount === 0 && counted.unreadableLineCount === 0) return;
  const watermarkAt = checkpoint?.watermarkAt ?? null;
  const lastEventAt = checkpoint?.lastEventAt ?? null;
  await tx.$executeRaw`
    INSERT INTO source (log_group_name, watermark_at, last_event_at, late_line_count, unreadable_line_count)
    VALUES (${logGroupName}, ${watermarkAt}, ${lastEventAt}, ${counted.lateLineCount}, ${counted.unreadableLineCount})
    ON CONFLICT (log_group_name) DO UPDATE SET
      watermark_at = greatest(source.watermark_at, excluded.watermark_at),
      last_event_at = greatest(source.last_event_at, excluded.last_event_at),
      late_line_count = source.late_line_count + excluded.late_line_count,
      unreadable_line_count = source.unreadable_line_count + excluded.unreadable_line_count`;
}
