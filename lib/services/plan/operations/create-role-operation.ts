import { z } from 'zod';
import { createRole } from '../../../aws/create-role.ts';
import { AppError } from '../../../domain/app-error.ts';
import { definedFields } from '../defined-fields.ts';
import { planOperationOf } from '../plan-operation.ts';
import { readRole, restoreRole, roleSubject, zRoleRef } from './role-state.ts';

const zInput = zRoleRef.extend({
  AssumeRolePolicyDocument: z.string(),
  Path: z.string().optional(),
  Description: z.string().optional(),
  Tags: z.array(z.object({ Key: z.string(), Value: z.string() })).optional(),
});

/** IAM CreateRole; services may assume it some seconds later. */
export const createRoleOperation = planOperationOf({
  operation: 'CreateRole',
  zInput,
  subject: roleSubject,
  read: readRole,
  wanted: ({ AssumeRolePolicyDocument, Path, Description }) => ({
    AssumeRolePolicyDocument,
    Path: Path ?? '/',
    Description: Description || null,
  }),
  check({ RoleName }, { AssumeRolePolicyDocument }) {
    if (AssumeRolePolicyDocument === null) return;
    throw new AppError('conflict', `The account has another role ${RoleName} already.`, {
      field: 'roleName',
      nextStep: 'Use that role, or delete it first.',
    });
  },
  async execute(aws, input) {
    await createRole(aws, definedFields(input));
  },
  undo: restoreRole,
  shownIn: 'executions',
});
