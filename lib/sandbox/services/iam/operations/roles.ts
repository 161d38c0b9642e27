import { z } from 'zod';
import { AwsError } from '../../../service.ts';
import { checkPolicy, type IamCall, parseIamInput, requireRole } from '../iam-call.ts';
import type { RoleRecord } from '../role-store.ts';
import type { XmlValue } from '../xml.ts';

const NAME = /^[\w+=,.@-]{1,64}$/;
const MAX_TRUST_BYTES = 2_048;

export const zRoleName = z
  .string()
  .regex(NAME, 'Member must satisfy regular expression pattern: [\\w+=,.@-]+');
const zRole = z.object({ RoleName: zRoleName });
const zCreate = z.object({
  RoleName: zRoleName,
  AssumeRolePolicyDocument: z.string().min(1, 'Member must have length greater than or equal to 1'),
  Path: z
    .string()
    .regex(/^\/(?:[\x21-\x7e]+\/)?$/, 'Member must satisfy regular expression pattern: (/)|(/[!-~]+/)')
    .default('/'),
  Description: z.string().max(1_000, 'Member must have length less than or equal to 1000').optional(),
  MaxSessionDuration: z.coerce.number().int().min(3_600).max(43_200).default(3_600),
  Tags: z.array(z.object({ Key: z.string(), Value: z.string() })).default([]),
});
const zTrust = z.object({ RoleName: zRoleName, PolicyDocument: z.string().min(1) });

export function createRole(call: IamCall) {
  const input = parseIamInput(zCreate, call.input);
  const { RoleName, Path, AssumeRolePolicyDocument } = input;
  if (call.store.find(RoleName) !== undefined) {
    throw new AwsError('EntityAlreadyExists', `Role with name ${RoleName} already exists.`, 409);
  }
  checkTrust(AssumeRolePolicyDocument);
  const role: RoleRecord = {
    name: RoleName,
    arn: `arn:aws:iam::${call.accountId}:role${Path}${RoleName}`,
    roleId: call.newRoleId(),
    path: Path,
    description: input.Description ?? null,
    maxSessionDurationSeconds: input.MaxSessionDuration,
    trustPolicy: AssumeRolePolicyDocument,
    policies: {},
    tags: Object.fromEntries(input.Tags.map(({ Key, Value }) => [Key, Value])),
    createdAtMs: call.clock.now(),
  };
  call.store.save(role);
  return { Role: roleXml(role) };
}

export function getRole(call: IamCall) {
  return { Role: roleXml(requireRole(call, parseIamInput(zRole, call.input).RoleName)) };
}

export function listRoles({ store }: IamCall) {
  return { Roles: store.list().map(roleXml), IsTruncated: false };
}

export function updateAssumeRolePolicy(call: IamCall) {
  const { RoleName, PolicyDocument } = parseIamInput(zTrust, call.input);
  const role = requireRole(call, RoleName);
  checkTrust(PolicyDocument);
  call.store.save({ ...role, trustPolicy: PolicyDocument });
  return null;
}

export function deleteRole(call: IamCall) {
  const role = requireRole(call, parseIamInput(zRole, call.input).RoleName);
  if (Object.keys(role.policies).length > 0) {
    throw new AwsError('DeleteConflict', 'Cannot delete entity, must delete policies first.', 409);
  }
  call.store.delete(role);
  return null;
}

function checkTrust(text: string): void {
  checkPolicy(text);
  if (Buffer.byteLength(text) > MAX_TRUST_BYTES) {
    throw new AwsError('LimitExceeded', `Cannot exceed quota for ACLSizePerRole: ${MAX_TRUST_BYTES}`, 409);
  }
}

function roleXml(role: RoleRecord): XmlValue {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.roleId,
    Arn: role.arn,
    CreateDate: new Date(role.createdAtMs).toISOString(),
    AssumeRolePolicyDocument: encodeURIComponent(role.trustPolicy),
    Description: role.description ?? undefined,
    MaxSessionDuration: role.maxSessionDurationSeconds,
    Tags: Object.entries(role.tags).map(([Key, Value]) => ({ Key, Value })),
  };
}
