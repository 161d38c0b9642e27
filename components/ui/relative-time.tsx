'use client';
import clsx from 'clsx';
import { formatDateTime, formatRelative } from './format-time';
import { timeZonePreference } from './time-zone-preference';
import { useNow } from './use-now';

/** `4 min ago`, the exact time in its title; keeps its width while it ticks. */
export function RelativeTime({
  at,
  inText = false,
  className,
}: {
  at: string;
  /** Inside a sentence: takes only the width it needs. */
  inText?: boolean;
  className?: string;
}) {
  const now = useNow();
  const zone = timeZonePreference.use();
  const ms = Date.parse(at);
  return (
    <time
      dateTime={at}
      title={now === null ? undefined : formatDateTime(ms, zone, true)}
      className={clsx('whitespace-nowrap', !inText && 'inline-block min-w-[9ch]', className)}
    >
      {now === null ? formatDateTime(ms, 'utc') : formatRelative(ms, now)}
    </time>
  );
}
