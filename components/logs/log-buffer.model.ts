import type { LogLineDto } from '@/lib/contract/hop';

/** What the log view holds; `dropped` lines fell out at the front. */
export interface LogBuffer {
  lines: readonly LogLineDto[];
  dropped: number;
}

export const EMPTY_LOG: LogBuffer = { lines: [], dropped: 0 };
/** A run that logs for 15 minutes must not fill the browser: the newest lines stay. */
const LOG_CAPACITY = 20_000;

/** The buffer with `added` behind it, at most `capacity` lines. */
export function appendLog(
  buffer: LogBuffer,
  added: readonly LogLineDto[],
  capacity = LOG_CAPACITY,
): LogBuffer {
  if (added.length === 0) return buffer;
  const over = Math.max(0, buffer.lines.length + added.length - capacity);
  const kept = over === 0 ? buffer.lines : buffer.lines.slice(over);
  const fresh = over > buffer.lines.length ? added.slice(over - buffer.lines.length) : added;
  return { lines: [...kept, ...fresh], dropped: buffer.dropped + over };
}
