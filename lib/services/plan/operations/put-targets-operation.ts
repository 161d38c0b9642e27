import { z } from 'zod';
import { putTargets } from '../../../aws/put-targets.ts';
import { planOperationOf } from '../plan-operation.ts';
import {
  readTargets,
  restoreTargets,
  type TargetInput,
  targetsRefOf,
  targetsSubject,
  wantedTargets,
  zTarget,
  zTargetsOfRule,
} from './target-state.ts';

const idsOf = (targets: readonly TargetInput[]) => targets.map(({ Id }) => Id);

/** EventBridge PutTargets, of a rule that an earlier call may create; targets of other IDs stay. */
export const putTargetsOperation = planOperationOf({
  operation: 'PutTargets',
  zInput: zTargetsOfRule.extend({ Targets: z.array(zTarget).min(1) }),
  subject: (input) => targetsSubject(input, idsOf(input.Targets)),
  read: (aws, input) => readTargets(aws, targetsRefOf(input), idsOf(input.Targets)),
  wanted: (input) => wantedTargets(input.Targets),
  execute: (aws, input) => putTargets(aws, input),
  undo: (aws, input, former) => restoreTargets(aws, targetsRefOf(input), former),
  shownIn: 'rules',
});
