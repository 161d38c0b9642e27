import { deleteRolePolicy } from '../../../aws/delete-role-policy.ts';
import { planOperationOf } from '../plan-operation.ts';
import { readRolePolicy, restoreRolePolicy, rolePolicySubject, zRolePolicyRef } from './role-state.ts';

/** IAM DeleteRolePolicy of an inline policy. */
export const deleteRolePolicyOperation = planOperationOf({
  operation: 'DeleteRolePolicy',
  zInput: zRolePolicyRef,
  subject: rolePolicySubject,
  read: readRolePolicy,
  wanted: () => ({ PolicyDocument: null }),
  execute: (aws, { RoleName, PolicyName }) =>
    deleteRolePolicy(aws, { roleName: RoleName, policyName: PolicyName }),
  undo: restoreRolePolicy,
  shownIn: 'executions',
});
