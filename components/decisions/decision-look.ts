import { CircleHelp, CircleStop, Hourglass, type LucideIcon, RotateCw } from 'lucide-react';
import type { Decision } from '@/lib/contract/condition';

export const DECISION_LOOK: Record<
  Decision['decision'],
  { word: string; says: string; icon: LucideIcon; className: string }
> = {
  'run-again': {
    word: 'Runs again',
    says: 'The result met the condition and no limit was reached.',
    icon: RotateCw,
    className: 'text-succeeded',
  },
  stop: {
    word: 'Ends here',
    says: 'The result did not meet the condition, or a limit was reached.',
    icon: CircleStop,
    className: 'text-muted',
  },
  undecidable: {
    word: 'Cannot be judged',
    says: 'A field that it needs was not recorded; nothing runs again by itself.',
    icon: CircleHelp,
    className: 'text-waiting',
  },
  stale: {
    word: 'Left to you',
    says: 'The result came before the version was deployed, or too late: run it again by hand where it should be.',
    icon: Hourglass,
    className: 'text-waiting',
  },
};

/** What a limit is called where it ended a chain. */
export const LIMIT_WORDS: Partial<Record<string, string>> = {
  maxAttempts: 'maximum attempts',
  window: 'time window',
  budget: 'budget',
  maxAge: 'maximum age of a result',
};
