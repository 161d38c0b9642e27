import { z } from 'zod';
import { removeTargets } from '../../../aws/remove-targets.ts';
import { planOperationOf } from '../plan-operation.ts';
import {
  noTargets,
  readTargets,
  restoreTargets,
  targetsRefOf,
  targetsSubject,
  zTargetsOfRule,
} from './target-state.ts';

/** EventBridge RemoveTargets by ID. */
export const removeTargetsOperation = planOperationOf({
  operation: 'RemoveTargets',
  zInput: zTargetsOfRule.extend({ Ids: z.array(z.string()).min(1) }),
  subject: (input) => targetsSubject(input, input.Ids),
  read: (aws, input) => readTargets(aws, targetsRefOf(input), input.Ids),
  wanted: (input) => noTargets(input.Ids),
  execute: (aws, input) => removeTargets(aws, input),
  undo: (aws, input, former) => restoreTargets(aws, targetsRefOf(input), former),
  shownIn: 'rules',
});
