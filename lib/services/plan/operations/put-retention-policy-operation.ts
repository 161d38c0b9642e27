import { z } from 'zod';
import { putRetentionPolicy } from '../../../aws/put-retention-policy.ts';
import { planOperationOf } from '../plan-operation.ts';
import { readRetention, restoreRetention, retentionSubject, zLogGroupName } from './log-group-state.ts';

/** CloudWatch Logs PutRetentionPolicy, of a log group that an earlier call may create. */
export const putRetentionPolicyOperation = planOperationOf({
  operation: 'PutRetentionPolicy',
  zInput: zLogGroupName.extend({ retentionInDays: z.number().int() }),
  subject: retentionSubject,
  read: readRetention,
  wanted: ({ retentionInDays }) => ({ retentionInDays }),
  execute: putRetentionPolicy,
  undo: restoreRetention,
  shownIn: 'events',
});
