import { CircleCheck, CircleHelp, CircleX, Clock, LoaderCircle, type LucideIcon, X } from 'lucide-react';
import type { DueRerun } from '@/lib/contract/condition';

const LOOK: Record<DueRerun['status'], { word: string; icon: LucideIcon; className: string }> = {
  due: { word: 'waits', icon: Clock, className: 'text-waiting' },
  sending: { word: 'is sent', icon: LoaderCircle, className: 'text-running' },
  sent: { word: 'sent', icon: CircleCheck, className: 'text-succeeded' },
  unconfirmed: { word: 'unconfirmed', icon: CircleHelp, className: 'text-waiting' },
  failed: { word: 'not sent', icon: CircleX, className: 'text-failed' },
  cancelled: { word: 'cancelled', icon: X, className: 'text-cut' },
};

/** Where a re-run stands: icon and word. */
export function DueStatus({ status }: { status: DueRerun['status'] }) {
  const { word, icon: Icon, className } = LOOK[status];
  return (
    <span className={`inline-flex items-center gap-1 whitespace-nowrap ${className}`}>
      <Icon aria-hidden className={`size-3.5 ${status === 'sending' ? 'motion-safe:animate-spin' : ''}`} />
      {word}
    </span>
  );
}
