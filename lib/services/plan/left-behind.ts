import type { StoredPlan } from './plan-body.ts';
import { planOperation } from './plan-operations.ts';
import { heldCondition } from './plan-settlement.ts';

/** What stays of the plan where it is discarded now, in words; null: it cannot be discarded. */
export function leftBehind({ status, body }: StoredPlan): string[] | null {
  if (status === 'proposed') return [];
  // a step keeps its former state for as long as it may have changed something that undo has to take back
  const standing = body.steps.filter((step) => step.former !== null && step.status !== 'undone');
  const held = heldCondition(body);
  const stopped =
    status === 'interrupted' || (status === 'failed' && (standing.length > 0 || body.settled !== null));
  if (!stopped) return null;
  const words = [
    ...standing.map((step) => {
      const subject = planOperation(step.operation).subject(step.input);
      const stays =
        step.status === 'done' ? 'stays done' : 'may have gone through, in part or whole, and stays so';
      return `${step.operation} (${subject}) ${stays}.`;
    }),
    ...(held === null ? [] : [HELD_WORDS[held]]),
  ];
  // of several calls on the same piece of state
  return [...new Set(words)];
}

const HELD_WORDS = {
  paused:
    'The condition stays here as this plan held it: paused. Where AWS is not what was deployed, it is shown as drifted; deploying it again mends that.',
  'not-deployed':
    'The condition stays here as this plan held it: not deployed. What the plan made in AWS may still run the function again, and is not shown with the condition.',
};
