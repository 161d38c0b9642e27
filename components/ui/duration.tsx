'use client';
import clsx from 'clsx';
import { formatDuration } from './format-duration';
import { useNow } from './use-now';

/** A duration; with `runningSince` it counts on by the second. */
export function Duration({
  durationMs,
  runningSince = null,
  className,
}: {
  durationMs: number | null;
  runningSince?: string | null;
  className?: string;
}) {
  const now = useNow(runningSince !== null);
  const liveMs = runningSince === null || now === null ? null : now - Date.parse(runningSince);
  const ms = liveMs === null ? durationMs : Math.max(liveMs, durationMs ?? 0);
  if (ms === null) return <Unknown />;
  return (
    <span className={clsx('whitespace-nowrap', className)}>
      {runningSince === null || ms < 1000 ? formatDuration(ms) : formatDuration(Math.floor(ms / 1000) * 1000)}
    </span>
  );
}

function Unknown() {
  return (
    <span className="text-faint" title="Not known">
      <span aria-hidden>–</span>
      <span className="sr-only">not known</span>
    </span>
  );
}
