import { z } from 'zod';
import { putResourcePolicy } from '../../../aws/put-resource-policy.ts';
import { planOperationOf } from '../plan-operation.ts';
import {
  readResourcePolicy,
  resourcePolicySubject,
  restoreResourcePolicy,
  zPolicyName,
} from './resource-policy-state.ts';

/** CloudWatch Logs PutResourcePolicy of the account. */
export const putResourcePolicyOperation = planOperationOf({
  operation: 'PutResourcePolicy',
  zInput: zPolicyName.extend({ policyDocument: z.string() }),
  subject: resourcePolicySubject,
  read: readResourcePolicy,
  wanted: ({ policyDocument }) => ({ policyDocument }),
  execute: putResourcePolicy,
  undo: restoreResourcePolicy,
  shownIn: 'events',
});
