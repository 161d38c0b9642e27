import { removePermission } from '../../../aws/remove-permission.ts';
import { AppError } from '../../../domain/app-error.ts';
import { planOperationOf } from '../plan-operation.ts';
import {
  permissionState,
  permissionSubject,
  readPermission,
  restorePermission,
  zStatementRef,
} from './permission-state.ts';

/** Lambda RemovePermission; refused where undoing could not write the same statement again. */
export const removePermissionOperation = planOperationOf({
  operation: 'RemovePermission',
  zInput: zStatementRef,
  subject: permissionSubject,
  read: readPermission,
  wanted: () => permissionState(null),
  check(input, state) {
    if (state.Other === null) return;
    throw new AppError(
      'conflict',
      `Statement ${input.StatementId} has conditions that could not be restored if this were undone.`,
      {
        nextStep:
          'Remove it by hand in the Lambda console, or leave it: without its rule it permits nothing.',
      },
    );
  },
  execute: (aws, { FunctionName, StatementId, Qualifier }) =>
    removePermission(aws, {
      functionName: FunctionName,
      statementId: StatementId,
      qualifier: Qualifier ?? null,
    }),
  undo: restorePermission,
  shownIn: 'rules',
});
