import { deleteRole } from '../../../aws/delete-role.ts';
import { planOperationOf } from '../plan-operation.ts';
import { NO_WHOLE_ROLE, readWholeRole, restoreRole, roleSubject, zRoleRef } from './role-state.ts';

/** IAM DeleteRole; its inline policies must have been deleted before. Undone, it comes back with its tags. */
export const deleteRoleOperation = planOperationOf({
  operation: 'DeleteRole',
  zInput: zRoleRef,
  subject: roleSubject,
  read: readWholeRole,
  wanted: () => NO_WHOLE_ROLE,
  execute: (aws, { RoleName }) => deleteRole(aws, RoleName),
  undo: restoreRole,
  shownIn: 'executions',
});
