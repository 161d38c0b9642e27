'use client';
import clsx from 'clsx';
import { formatDateTime, formatRelative } from './format-time';
import { timeZonePreference } from './time-zone-preference';
import { useNow } from './use-now';

/** `4 min ago`, the exact time in its title; keeps its width while it ticks. */
export function RelativeTime({ at, className }: { at: string; className?: string }) {
  const now = useNow();
  const zone = timeZonePreference.use();
  const ms = Date.parse(at);
  return (
    <time
      dateTime={at}
      title={now === null ? undefined : formatDateTime(ms, zone, true)}
      className={clsx('inline-block min-w-[9ch] whitespace-nowrap', className)}
    >
      {now === null ? formatDateTime(ms, 'utc') : formatRelative(ms, now)}
    </time>
  );
}
