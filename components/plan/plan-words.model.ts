import type { Plan } from '@/lib/contract/plan';

interface PlanWords {
  progress: string;
  close: string;
  /** The button that runs or finishes it; null where nothing is to be run. */
  execute: string | null;
  undo: string | null;
}

/** What the dialog says and offers in each state of a plan. */
export function planWords({ status, calls }: Pick<Plan, 'status' | 'calls'>): PlanWords {
  const failed = calls.find((call) => call.status === 'failed');
  const done = calls.filter((call) => call.status === 'done').length;
  const goesBack = failed !== undefined || calls.some((call) => call.status === 'undone');
  switch (status) {
    case 'proposed':
      return { progress: '', close: 'Cancel', execute: 'Make these changes', undo: null };
    case 'running':
      return {
        progress: goesBack
          ? 'Taking back what was done…'
          : calls.length === 1
            ? 'Changing and verifying…'
            : `Changing and verifying: ${done} of ${calls.length} done…`,
        close: 'Close',
        execute: null,
        undo: null,
      };
    case 'done':
      return { progress: 'Done and verified.', close: 'Close', execute: null, undo: 'Undo' };
    case 'failed':
      return {
        progress: failed === undefined ? 'It stopped at an error.' : `It stopped at ${failed.operation}.`,
        close: 'Close',
        execute: 'Try again',
        undo: 'Undo',
      };
    case 'interrupted':
      return {
        progress: `The dashboard ended in the middle of it: ${done} of ${calls.length} done.`,
        close: 'Close',
        execute: 'Finish',
        undo: 'Undo',
      };
    case 'undone':
      return {
        progress:
          failed === undefined
            ? 'Undone: the former state is back.'
            : `${failed.operation} failed. What went before it was taken back: the former state is in force.`,
        close: 'Close',
        execute: null,
        undo: null,
      };
    case 'discarded':
      return {
        progress: calls.every((call) => call.status === 'planned')
          ? 'Discarded.'
          : `Discarded: AWS was left as it is, ${done} of ${calls.length} done.`,
        close: 'Close',
        execute: null,
        undo: null,
      };
  }
}
