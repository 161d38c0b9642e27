import { z } from 'zod';
import type { AwsClients } from '../../../aws/aws-clients.ts';
import { createRole } from '../../../aws/create-role.ts';
import { deleteRole } from '../../../aws/delete-role.ts';
import { deleteRolePolicy } from '../../../aws/delete-role-policy.ts';
import { getRole } from '../../../aws/get-role.ts';
import { getRolePolicy } from '../../../aws/get-role-policy.ts';
import { nullWhereAbsent } from '../../../aws/null-where-absent.ts';
import { putRolePolicy } from '../../../aws/put-role-policy.ts';
import type { Fields } from '../plan-body.ts';

export const zRoleRef = z.object({ RoleName: z.string() });
export const zRolePolicyRef = zRoleRef.extend({ PolicyName: z.string() });
type RoleRef = z.infer<typeof zRoleRef>;
type RolePolicyRef = z.infer<typeof zRolePolicyRef>;

export const roleSubject = ({ RoleName }: RoleRef) => `role ${RoleName}`;
export const rolePolicySubject = ({ RoleName, PolicyName }: RolePolicyRef) =>
  `policy ${PolicyName} of role ${RoleName}`;

const zRoleState = z.object({
  /** Null where the role does not exist. */
  AssumeRolePolicyDocument: z.string().nullable(),
  Path: z.string().nullable(),
  Description: z.string().nullable(),
  /** Read only where the role will be deleted. */
  MaxSessionDuration: z.number().nullable().optional(),
  Tags: z.record(z.string(), z.string()).nullable().optional(),
});
/** A role that does not exist. */
const NO_ROLE = { AssumeRolePolicyDocument: null, Path: null, Description: null };
export const NO_WHOLE_ROLE = { ...NO_ROLE, MaxSessionDuration: null, Tags: null };

/** Its inline policies are not part of it. */
export async function readRole(aws: AwsClients, { RoleName }: RoleRef): Promise<Fields> {
  const role = await nullWhereAbsent(getRole(aws, RoleName));
  if (role === null) return NO_ROLE;
  return { AssumeRolePolicyDocument: role.trustPolicy, Path: role.path, Description: role.description };
}

/** The same with its tags, so that a deleted role comes back whole. */
export async function readWholeRole(aws: AwsClients, { RoleName }: RoleRef): Promise<Fields> {
  const role = await nullWhereAbsent(getRole(aws, RoleName));
  if (role === null) return NO_WHOLE_ROLE;
  return {
    AssumeRolePolicyDocument: role.trustPolicy,
    Path: role.path,
    Description: role.description,
    MaxSessionDuration: role.maxSessionDurationSeconds,
    Tags: role.tags,
  };
}

/** Creates the role as it was, or deletes it. */
export async function restoreRole(aws: AwsClients, { RoleName }: RoleRef, former: Fields): Promise<void> {
  const state = zRoleState.parse(former);
  if (state.AssumeRolePolicyDocument === null) {
    await nullWhereAbsent(deleteRole(aws, RoleName));
    return;
  }
  const tags = Object.entries(state.Tags ?? {}).map(([Key, Value]) => ({ Key, Value }));
  await createRole(aws, {
    RoleName,
    AssumeRolePolicyDocument: state.AssumeRolePolicyDocument,
    ...(state.Path === null ? {} : { Path: state.Path }),
    ...(state.Description === null ? {} : { Description: state.Description }),
    ...(state.MaxSessionDuration == null ? {} : { MaxSessionDuration: state.MaxSessionDuration }),
    ...(tags.length === 0 ? {} : { Tags: tags }),
  });
}

export async function readRolePolicy(
  aws: AwsClients,
  { RoleName, PolicyName }: RolePolicyRef,
): Promise<Fields> {
  return { PolicyDocument: await getRolePolicy(aws, { roleName: RoleName, policyName: PolicyName }) };
}

/** Of a role that is gone there is nothing to take a policy from. */
export async function restoreRolePolicy(
  aws: AwsClients,
  { RoleName, PolicyName }: RolePolicyRef,
  former: Fields,
): Promise<void> {
  const { PolicyDocument } = z.object({ PolicyDocument: z.string().nullable() }).parse(former);
  if (PolicyDocument !== null) await putRolePolicy(aws, { RoleName, PolicyName, PolicyDocument });
  else await nullWhereAbsent(deleteRolePolicy(aws, { roleName: RoleName, policyName: PolicyName }));
}
