import {
  ArrowDown,
  CircleCheck,
  CircleX,
  Columns3,
  GitFork,
  Hourglass,
  type LucideIcon,
  Repeat,
  SquareFunction,
} from 'lucide-react';
import type { StateMachineGraph } from '@/lib/contract/state-machine';

type StateType = StateMachineGraph['nodes'][number]['type'];

export const STATE_ICON: Record<StateType, LucideIcon> = {
  Task: SquareFunction,
  Choice: GitFork,
  Wait: Hourglass,
  Pass: ArrowDown,
  Succeed: CircleCheck,
  Fail: CircleX,
  Parallel: Columns3,
  Map: Repeat,
  start: ArrowDown,
  end: CircleCheck,
};
