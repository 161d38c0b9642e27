import type { z } from 'zod';
import { addPermission } from '../../../aws/add-permission.ts';
import type { AwsClients } from '../../../aws/aws-clients.ts';
import { getPolicy } from '../../../aws/get-policy.ts';
import { AppError } from '../../../domain/app-error.ts';
import { permits } from '../../../domain/resource-policy.ts';
import { partitionOf, targetOfArn } from '../../../domain/target-arn.ts';
import { definedFields } from '../defined-fields.ts';
import { planOperationOf } from '../plan-operation.ts';
import {
  isAbsent,
  permissionState,
  permissionSubject,
  readPermission,
  restorePermission,
  zPermission,
  zStatementRef,
} from './permission-state.ts';

const zInput = zStatementRef.extend(zPermission.shape);

/** Whether the function's policy surely permits already what the statement would: then it is used as it is. */
async function isPermitted(aws: AwsClients, input: z.infer<typeof zInput>): Promise<boolean> {
  if (input.SourceArn === undefined) return false;
  const { accountId, region } = targetOfArn(input.SourceArn);
  const arn = input.FunctionName.startsWith('arn:')
    ? input.FunctionName
    : `arn:${partitionOf(region)}:lambda:${region}:${accountId}:function:${input.FunctionName}`;
  const policy = await getPolicy(aws, {
    functionName: input.FunctionName,
    qualifier: input.Qualifier ?? null,
  });
  const { permitted, certain } = permits(policy, {
    principal: input.Principal,
    action: input.Action,
    resourceArn: input.Qualifier === undefined ? arn : `${arn}:${input.Qualifier}`,
    sourceArn: input.SourceArn,
    sourceAccount: accountId,
  });
  return permitted && certain;
}

/** Lambda AddPermission: a statement that permits the same already is reused, another of its ID is a conflict. */
export const addPermissionOperation = planOperationOf({
  operation: 'AddPermission',
  zInput,
  subject: permissionSubject,
  read: readPermission,
  wanted: (input) => permissionState(input),
  spared: isPermitted,
  check(input, state) {
    if (isAbsent(state)) return;
    throw new AppError(
      'conflict',
      `The resource policy of ${input.FunctionName} has a statement ${input.StatementId} that permits something else.`,
      {
        nextStep:
          'Remove that statement, or choose another name for the rule: the statement’s ID is made of it.',
        field: 'targets',
      },
    );
  },
  execute: (aws, input) => addPermission(aws, definedFields(input)),
  undo: restorePermission,
  shownIn: 'rules',
});
