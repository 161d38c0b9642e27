import { ListRolePoliciesCommand } from '@aws-sdk/client-iam';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

/** IAM `ListRolePolicies`, all pages: the names of a role's inline policies; throws AppError `not-found`. */
export async function listRolePolicies(aws: AwsClients, roleName: string): Promise<string[]> {
  const call = { service: 'iam', operation: 'ListRolePolicies', resource: roleName } as const;
  return callAws(call, async () => {
    const names: string[] = [];
    let marker: string | undefined;
    do {
      const command = new ListRolePoliciesCommand({
        RoleName: roleName,
        ...(marker ? { Marker: marker } : {}),
      });
      const page = await aws.iam.send(command);
      names.push(...(page.PolicyNames ?? []));
      marker = page.IsTruncated === true ? page.Marker : undefined;
    } while (marker);
    return names;
  });
}
