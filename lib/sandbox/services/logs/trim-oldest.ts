import type { LogEvent, LogGroup } from './log-group.ts';

const RUN = 1_000;

/**
 * Drops the oldest events until `size` is within `goal`, in runs of at most a thousand from the group whose first event is
 * the oldest, and the streams that are left without any. `size` counts down with it.
 */
export function trimOldest(
  groups: Iterable<LogGroup>,
  size: { events: number; textLength: number },
  goal: { events: number; textLength: number },
  onDropped: (group: LogGroup, event: LogEvent) => void,
): void {
  const candidates = [...groups];
  const isTooMuch = () => size.events > goal.events || size.textLength > goal.textLength;
  while (isTooMuch()) {
    const group = oldestOf(candidates);
    if (group === null) return;
    let run = 0;
    for (const event of group.events) {
      if (run >= RUN || !isTooMuch()) break;
      run += 1;
      size.events -= 1;
      size.textLength -= event.message.length;
      group.bytes -= event.message.length;
      event.segment.liveEvents -= 1;
      event.stream.eventCount -= 1;
      if (event.stream.eventCount === 0) group.streams.delete(event.stream.logStreamName);
      if (event.segment.liveEvents === 0) onDropped(group, event);
    }
    group.events.splice(0, run);
  }
}

function oldestOf(groups: LogGroup[]): LogGroup | null {
  let oldest: LogGroup | null = null;
  let oldestAt = Number.POSITIVE_INFINITY;
  for (const group of groups) {
    const first = group.events[0];
    if (first !== undefined && first.timestamp < oldestAt) {
      oldest = group;
      oldestAt = first.timestamp;
    }
  }
  return oldest;
}
