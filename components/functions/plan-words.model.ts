import type { Plan } from '@/lib/contract/plan';

interface PlanWords {
  progress: string;
  close: string;
  /** The button that runs or finishes it; null where nothing is to be run. */
  execute: string | null;
  undo: string | null;
}

/** What the dialog says and offers in each state of a plan. */
export function planWords(status: Plan['status']): PlanWords {
  switch (status) {
    case 'proposed':
      return { progress: '', close: 'Cancel', execute: 'Make these changes', undo: null };
    case 'running':
      return { progress: 'Changing and verifying…', close: 'Close', execute: null, undo: null };
    case 'done':
      return { progress: 'Done and verified.', close: 'Close', execute: null, undo: 'Undo' };
    case 'failed':
      return { progress: 'It stopped at an error.', close: 'Close', execute: 'Try again', undo: 'Undo' };
    case 'interrupted':
      return {
        progress: 'The dashboard ended in the middle of it.',
        close: 'Close',
        execute: 'Finish',
        undo: 'Undo',
      };
    case 'undone':
      return { progress: 'Undone: the former state is back.', close: 'Close', execute: null, undo: null };
    case 'discarded':
      return { progress: 'Discarded.', close: 'Close', execute: null, undo: null };
  }
}
