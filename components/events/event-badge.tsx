import clsx from 'clsx';
import { TONE_SOFT } from '@/components/ui/status-look';
import type { EventSummary } from '@/lib/contract/event';
import { EVENT_LOOK } from './event-look';

/** The status of an event: icon and word. */
export function EventBadge({ status }: { status: EventSummary['status'] }) {
  const { icon: Icon, word, says, tone } = EVENT_LOOK[status];
  return (
    <span
      title={says}
      className={clsx(
        'inline-flex h-5 items-center gap-1 rounded-sm pr-1.5 pl-1 text-xs font-medium whitespace-nowrap',
        TONE_SOFT[tone],
      )}
    >
      <Icon aria-hidden className="size-3.5" />
      {word}
    </span>
  );
}
