import { deleteResourcePolicy } from '../../../aws/delete-resource-policy.ts';
import { planOperationOf } from '../plan-operation.ts';
import {
  readResourcePolicy,
  resourcePolicySubject,
  restoreResourcePolicy,
  zPolicyName,
} from './resource-policy-state.ts';

/** CloudWatch Logs DeleteResourcePolicy of the account. */
export const deleteResourcePolicyOperation = planOperationOf({
  operation: 'DeleteResourcePolicy',
  zInput: zPolicyName,
  subject: resourcePolicySubject,
  read: readResourcePolicy,
  wanted: () => ({ policyDocument: null }),
  execute: (aws, { policyName }) => deleteResourcePolicy(aws, policyName),
  undo: restoreResourcePolicy,
  shownIn: 'events',
});
