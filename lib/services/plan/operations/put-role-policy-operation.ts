import { z } from 'zod';
import { putRolePolicy } from '../../../aws/put-role-policy.ts';
import { planOperationOf } from '../plan-operation.ts';
import { readRolePolicy, restoreRolePolicy, rolePolicySubject, zRolePolicyRef } from './role-state.ts';

/** IAM PutRolePolicy of a role that an earlier call may create. */
export const putRolePolicyOperation = planOperationOf({
  operation: 'PutRolePolicy',
  zInput: zRolePolicyRef.extend({ PolicyDocument: z.string() }),
  subject: rolePolicySubject,
  read: readRolePolicy,
  wanted: ({ PolicyDocument }) => ({ PolicyDocument }),
  execute: putRolePolicy,
  undo: restoreRolePolicy,
  shownIn: 'executions',
});
