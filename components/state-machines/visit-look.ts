import {
  CircleCheck,
  CircleSlash,
  CircleX,
  Hourglass,
  LoaderCircle,
  type LucideIcon,
  ShieldCheck,
  TimerOff,
} from 'lucide-react';
import type { StatusTone } from '@/components/ui/status-look';
import type { ExecutionDetail, ExecutionSummary } from '@/lib/contract/state-machine';

interface Look {
  word: string;
  tone: StatusTone;
  icon: LucideIcon;
}

/** How each status of an execution is shown. */
export const EXECUTION_LOOK: Record<ExecutionSummary['status'], Look> = {
  RUNNING: { word: 'Running', tone: 'running', icon: LoaderCircle },
  SUCCEEDED: { word: 'Succeeded', tone: 'succeeded', icon: CircleCheck },
  FAILED: { word: 'Failed', tone: 'failed', icon: CircleX },
  TIMED_OUT: { word: 'Timed out', tone: 'failed', icon: TimerOff },
  ABORTED: { word: 'Aborted', tone: 'cut', icon: CircleSlash },
  PENDING_REDRIVE: { word: 'Pending redrive', tone: 'waiting', icon: Hourglass },
};

/** How a visit of a state ended; `caught`: it failed, and a catcher went on. */
export const VISIT_LOOK: Record<ExecutionDetail['visits'][number]['status'], Look> = {
  running: { word: 'Running', tone: 'running', icon: LoaderCircle },
  succeeded: { word: 'Succeeded', tone: 'succeeded', icon: CircleCheck },
  failed: { word: 'Failed', tone: 'failed', icon: CircleX },
  caught: { word: 'Caught', tone: 'waiting', icon: ShieldCheck },
  'timed-out': { word: 'Timed out', tone: 'failed', icon: TimerOff },
  aborted: { word: 'Aborted', tone: 'cut', icon: CircleSlash },
};
