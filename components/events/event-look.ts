import { CircleCheck, CircleHelp, CircleX, Eye, type LucideIcon } from 'lucide-react';
import type { StatusTone } from '@/components/ui/status-look';
import type { EventSummary } from '@/lib/contract/event';

interface EventLook {
  word: string;
  says: string;
  tone: StatusTone;
  icon: LucideIcon;
}

/** How each status of an event is shown: icon and word first, the colour comes third. */
export const EVENT_LOOK: Record<EventSummary['status'], EventLook> = {
  published: {
    word: 'Published',
    says: 'EventBridge took it from here.',
    tone: 'succeeded',
    icon: CircleCheck,
  },
  seen: {
    word: 'Seen',
    says: 'Seen on a watched bus; somebody else published it.',
    tone: 'running',
    icon: Eye,
  },
  failed: {
    word: 'Refused',
    says: 'EventBridge refused it; it is on no bus.',
    tone: 'failed',
    icon: CircleX,
  },
  unconfirmed: {
    word: 'Unconfirmed',
    says: 'The answer was lost: it may or may not be on the bus.',
    tone: 'waiting',
    icon: CircleHelp,
  },
};
