import clsx from 'clsx';
import { formatDuration } from '@/components/ui/format-duration';
import { STATUS_LOOK } from '@/components/ui/status-look';
import type { HopStatus } from '@/lib/domain/hop';
import { BAR_CLASS } from './bar-look';
import type { RowBars } from './timeline-bars.model';

/** px between the tree's edge and time zero */
export const CHART_INSET_PX = 12;
/** a lead's label ends at its bar and may begin left of the lead: nothing else is there */
const LABEL_FITS_PX = 112;
const LABEL_FROM_MS = 1000;

/** The bars of one row; purely what `rowBars` says, for the eye only: the row says it in words. */
export function TimelineBar({
  bars,
  status,
  bad,
  unknownParent,
}: {
  bars: RowBars;
  status: HopStatus;
  bad: boolean;
  unknownParent: boolean;
}) {
  const { bar, lead } = bars;
  if (bar === null) {
    return (
      <span aria-hidden className="absolute top-1.5 left-3 text-xs text-faint">
        {status === 'not-observed' ? 'not observed' : 'start not seen'}
      </span>
    );
  }
  if (bars.outside !== null) {
    return (
      <span
        aria-hidden
        className={clsx(
          'absolute top-1.5 text-xs',
          bars.outside === 'left' ? 'left-1' : 'right-2',
          bad ? 'text-failed' : 'text-faint',
        )}
      >
        {bars.outside === 'left' ? '◂' : '▸'}
      </span>
    );
  }
  const right = bar.x + bar.width;
  return (
    <span aria-hidden className="absolute inset-y-0" style={{ left: CHART_INSET_PX }}>
      {lead === null ? null : <Lead lead={lead} />}
      <span
        className={clsx(
          'forced-mark absolute rounded-[2px]',
          bad ? 'top-1.5 h-5' : 'top-2 h-4',
          BAR_CLASS[status],
          bars.running && 'growing',
        )}
        style={{ left: bar.x, width: bar.width }}
      />
      <span
        className={clsx(
          'absolute top-1.5 pl-2.5 font-mono text-xs whitespace-nowrap',
          bad ? 'font-medium text-failed' : bars.running ? 'text-running' : 'text-muted',
        )}
        style={{ left: right }}
      >
        {bad ? <span className="max-sm:hidden">{STATUS_LOOK[status].word.toLowerCase()} </span> : null}
        {bars.durationMs === null ? (bars.running ? 'running' : '') : formatDuration(bars.durationMs)}
        {unknownParent ? <span className="font-sans text-waiting"> parent unknown</span> : null}
      </span>
    </span>
  );
}

function Lead({ lead }: { lead: NonNullable<RowBars['lead']> }) {
  const labelled = lead.ms >= LABEL_FROM_MS && lead.width >= 12 && lead.x + lead.width >= LABEL_FITS_PX;
  return (
    <span className="absolute inset-y-0" style={{ left: lead.x, width: lead.width }}>
      <span
        className={clsx(
          'forced-mark absolute inset-x-0',
          lead.kind === 'wait' ? 'top-3.75 h-0.75 bg-(--bar-waiting) opacity-70' : 'transit top-3.5 h-1',
        )}
      />
      {labelled ? (
        <span
          className={clsx(
            'absolute top-px right-1 text-2xs leading-3.5 whitespace-nowrap',
            lead.kind === 'wait' ? 'text-waiting' : 'text-muted',
          )}
        >
          {lead.kind === 'wait' ? 'waited' : 'in transit'} {formatDuration(lead.ms)}
        </span>
      ) : null}
    </span>
  );
}
