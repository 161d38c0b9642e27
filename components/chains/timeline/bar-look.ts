import type { HopStatus } from '@/lib/domain/hop';

/** Fill of a hop's bar by status; hatched where its end was never seen. */
export const BAR_CLASS: Record<HopStatus, string> = {
  running: 'bg-(--bar-running)',
  succeeded: 'bg-(--bar-succeeded)',
  failed: 'bg-(--bar-failed)',
  'timed-out': 'bg-(--bar-failed)',
  throttled: 'bg-(--bar-waiting)',
  lost: 'hatched text-(--bar-lost)',
  'not-observed': 'hatched text-(--bar-other)',
};

export const BAR_COLOR: Record<HopStatus, string> = {
  running: 'var(--bar-running)',
  succeeded: 'var(--bar-succeeded)',
  failed: 'var(--bar-failed)',
  'timed-out': 'var(--bar-failed)',
  throttled: 'var(--bar-waiting)',
  lost: 'var(--bar-lost)',
  'not-observed': 'var(--bar-other)',
};
