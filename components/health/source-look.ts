import { CircleCheck, CircleX, Hourglass, LoaderCircle, type LucideIcon, Moon } from 'lucide-react';
import type { StatusTone } from '@/components/ui/status-look';
import type { Health } from '@/lib/contract/health';

export type Source = Health['collector']['sources'][number];

export const SOURCE_LOOK: Record<Source['status'], { word: string; tone: StatusTone; icon: LucideIcon }> = {
  following: { word: 'Following', tone: 'succeeded', icon: CircleCheck },
  idle: { word: 'Idle', tone: 'cut', icon: Moon },
  starting: { word: 'Starting', tone: 'running', icon: LoaderCircle },
  'backing-off': { word: 'Backing off', tone: 'waiting', icon: Hourglass },
  failing: { word: 'Failing', tone: 'failed', icon: CircleX },
};

const ORDER: Source['status'][] = ['failing', 'backing-off', 'starting', 'following', 'idle'];

/** What needs a look first: failing, then lagging, then by name. */
export function sortedSources(sources: readonly Source[]): Source[] {
  return [...sources].sort(
    (a, b) =>
      ORDER.indexOf(a.status) - ORDER.indexOf(b.status) ||
      (a.logGroupName < b.logGroupName ? -1 : a.logGroupName > b.logGroupName ? 1 : 0),
  );
}
