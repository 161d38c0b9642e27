'use client';
import { formatClock, formatDateTime } from './format-time';
import { timeZonePreference } from './time-zone-preference';
import { useHydrated } from './use-hydrated';

/** The time itself, in the chosen zone; `clock` leaves the date to the title. */
export function AbsoluteTime({
  at,
  clock = false,
  withMs = false,
  className,
}: {
  at: string;
  clock?: boolean;
  withMs?: boolean;
  className?: string;
}) {
  const zone = timeZonePreference.use();
  const mounted = useHydrated();
  const ms = Date.parse(at);
  const shown = mounted ? zone : 'utc';
  return (
    <time dateTime={at} title={formatDateTime(ms, shown, true)} className={className}>
      {clock ? formatClock(ms, shown, withMs) : formatDateTime(ms, shown, withMs)}
    </time>
  );
}
