import { formatDuration } from '@/components/ui/format-duration';
import type { HopDetail } from '@/lib/contract/hop';

/** The figures of the REPORT line: how long, how much of it billed, how cold, how full. */
export function HopFigures({ hop }: { hop: HopDetail }) {
  const { durationMs, billedDurationMs, initDurationMs, restoreDurationMs } = hop;
  const { maxMemoryUsedMb: used, memorySizeMb: size } = hop;
  const share = used === null || size === null || size <= 0 ? null : Math.min(used / size, 1);
  return (
    <>
      <dt>Ran</dt>
      <dd>
        {durationMs === null ? (
          <span className="text-faint">
            {hop.status === 'running' ? 'still running' : 'no REPORT line seen'}
          </span>
        ) : (
          <span title={`${durationMs} ms`}>{formatDuration(durationMs)}</span>
        )}
        {billedDurationMs === null ? null : (
          <span title={`${billedDurationMs} ms`}>, billed {formatDuration(billedDurationMs)}</span>
        )}
        {hop.coldStart === true ? (
          <span className="text-muted">
            {' '}
            (cold start{initDurationMs === null ? '' : ` ${formatDuration(initDurationMs)}`})
          </span>
        ) : null}
        {restoreDurationMs === null ? null : (
          <span className="text-muted"> (restored in {formatDuration(restoreDurationMs)})</span>
        )}
      </dd>
      <dt>Memory</dt>
      <dd className="flex items-center gap-2">
        {used === null ? (
          <span className="text-faint">not reported</span>
        ) : (
          <>
            {used} {size === null ? 'MB' : `of ${size} MB`}
          </>
        )}
        {share === null ? null : (
          <span aria-hidden className="h-1 w-16 overflow-hidden rounded-sm bg-line">
            <span
              className={`forced-mark block h-full ${share > 0.9 ? 'bg-(--bar-failed)' : 'bg-(--bar-other)'}`}
              style={{ width: `${share * 100}%` }}
            />
          </span>
        )}
      </dd>
    </>
  );
}
