import { ToneBadge } from '@/components/ui/tone-badge';
import type { EventSummary } from '@/lib/contract/event';
import { EVENT_LOOK } from './event-look';

export function EventBadge({ status }: { status: EventSummary['status'] }) {
  return <ToneBadge look={EVENT_LOOK[status]} />;
}
