import { z } from 'zod';
import { AwsError } from '../../../service.ts';
import { checkPolicy, type IamCall, parseIamInput, requireRole } from '../iam-call.ts';
import { zRoleName } from './roles.ts';

const MAX_INLINE_BYTES = 10_240;

const zPolicyName = z
  .string()
  .regex(/^[\w+=,.@-]{1,128}$/, 'Member must satisfy regular expression pattern: [\\w+=,.@-]+');
const zRole = z.object({ RoleName: zRoleName });
const zPolicy = z.object({ RoleName: zRoleName, PolicyName: zPolicyName });
const zPut = z.object({ ...zPolicy.shape, PolicyDocument: z.string().min(1) });

/** PutRolePolicy adds an inline policy or replaces the one of its name. */
export function putRolePolicy(call: IamCall) {
  const { RoleName, PolicyName, PolicyDocument } = parseIamInput(zPut, call.input);
  const role = requireRole(call, RoleName);
  checkPolicy(PolicyDocument);
  const policies = { ...role.policies, [PolicyName]: PolicyDocument };
  const bytes = Object.values(policies).reduce(
    (sum, text) => sum + Buffer.byteLength(text.replace(/\s/g, '')),
    0,
  );
  if (bytes > MAX_INLINE_BYTES) {
    throw new AwsError(
      'LimitExceeded',
      `Maximum policy size of ${MAX_INLINE_BYTES} bytes exceeded for role ${role.name}`,
      409,
    );
  }
  call.store.save({ ...role, policies });
  return null;
}

export function getRolePolicy(call: IamCall) {
  const { RoleName, PolicyName } = parseIamInput(zPolicy, call.input);
  const document = requirePolicy(call, RoleName, PolicyName);
  return { RoleName, PolicyName, PolicyDocument: encodeURIComponent(document) };
}

export function deleteRolePolicy(call: IamCall) {
  const { RoleName, PolicyName } = parseIamInput(zPolicy, call.input);
  requirePolicy(call, RoleName, PolicyName);
  const role = requireRole(call, RoleName);
  const { [PolicyName]: _deleted, ...policies } = role.policies;
  call.store.save({ ...role, policies });
  return null;
}

export function listRolePolicies(call: IamCall) {
  const role = requireRole(call, parseIamInput(zRole, call.input).RoleName);
  return { PolicyNames: Object.keys(role.policies).sort(), IsTruncated: false };
}

/** Managed policies are not part of the sandbox: no role has one. */
export function listAttachedRolePolicies(call: IamCall) {
  requireRole(call, parseIamInput(zRole, call.input).RoleName);
  return { AttachedPolicies: [], IsTruncated: false };
}

function requirePolicy(call: IamCall, roleName: string, policyName: string): string {
  const role = requireRole(call, roleName);
  const document = Object.hasOwn(role.policies, policyName) ? role.policies[policyName] : undefined;
  if (document === undefined) {
    throw new AwsError('NoSuchEntity', `The role policy with name ${policyName} cannot be found.`, 404);
  }
  return document;
}
