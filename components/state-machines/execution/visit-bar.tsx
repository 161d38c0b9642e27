import clsx from 'clsx';
import type { VisitRow } from './visit-rows.model';

const BAR = {
  running: 'bg-(--bar-running)',
  succeeded: 'bg-(--bar-succeeded)',
  failed: 'bg-(--bar-failed)',
  caught: 'bg-(--bar-waiting)',
  'timed-out': 'bg-(--bar-failed)',
  aborted: 'bg-(--bar-other)',
} as const;

/** Where a visit lies in the execution's time: attempts solid, retries' pauses and waits thin. */
export function VisitBar({ row: { visit, whole, attempts, waits } }: { row: VisitRow }) {
  const thin = waits || attempts.length > 0;
  const last = attempts.length - 1;
  return (
    <span aria-hidden className="relative block h-5 w-full">
      <span
        style={{ left: `${whole.left}%`, width: `max(2px, ${whole.width}%)` }}
        className={clsx(
          'absolute rounded-[1px]',
          thin ? 'top-[9px] h-0.5 bg-(--bar-waiting)' : ['top-[7px] h-1.5', BAR[visit.status]],
        )}
      />
      {attempts.map((stretch, index) => {
        const attempt = visit.attempts[index];
        const failed = attempt !== undefined && attempt.error !== null;
        const status = failed
          ? 'failed'
          : attempt?.endedAt != null
            ? 'succeeded'
            : index === last && visit.status === 'running'
              ? 'running'
              : 'aborted';
        return (
          <span
            key={attempt?.attempt ?? index}
            style={{ left: `${stretch.left}%`, width: `max(3px, ${stretch.width}%)` }}
            className={clsx('absolute top-1 h-3 rounded-[2px]', BAR[status])}
          />
        );
      })}
    </span>
  );
}
