import {
  CircleCheck,
  CircleCheckBig,
  CircleDashed,
  CircleSlash,
  CircleX,
  Gauge,
  Hourglass,
  LoaderCircle,
  type LucideIcon,
  TimerOff,
  Unlink,
} from 'lucide-react';
import type { ChainStatus } from '@/lib/domain/chain';
import type { HopStatus } from '@/lib/domain/hop';

export type StatusTone = 'succeeded' | 'failed' | 'running' | 'waiting' | 'lost' | 'cut';

interface StatusLook {
  word: string;
  tone: StatusTone;
  icon: LucideIcon;
}

/** How each status of a hop or chain is shown: always an icon and a word, the colour comes third. */
export const STATUS_LOOK: Record<HopStatus | ChainStatus, StatusLook> = {
  running: { word: 'Running', tone: 'running', icon: LoaderCircle },
  waiting: { word: 'Waiting', tone: 'waiting', icon: Hourglass },
  succeeded: { word: 'Succeeded', tone: 'succeeded', icon: CircleCheck },
  recovered: { word: 'Recovered', tone: 'succeeded', icon: CircleCheckBig },
  failed: { word: 'Failed', tone: 'failed', icon: CircleX },
  'timed-out': { word: 'Timed out', tone: 'failed', icon: TimerOff },
  throttled: { word: 'Throttled', tone: 'waiting', icon: Gauge },
  cut: { word: 'Cut', tone: 'cut', icon: CircleSlash },
  lost: { word: 'Lost', tone: 'lost', icon: Unlink },
  'not-observed': { word: 'Not observed', tone: 'cut', icon: CircleDashed },
};

export const TONE_TEXT: Record<StatusTone, string> = {
  succeeded: 'text-succeeded',
  failed: 'text-failed',
  running: 'text-running',
  waiting: 'text-waiting',
  lost: 'text-lost',
  cut: 'text-cut',
};

export const TONE_SOFT: Record<StatusTone, string> = {
  succeeded: 'bg-succeeded-soft text-succeeded',
  failed: 'bg-failed-soft text-failed',
  running: 'bg-running-soft text-running',
  waiting: 'bg-waiting-soft text-waiting',
  lost: 'bg-lost-soft text-lost',
  cut: 'bg-cut-soft text-cut',
};
