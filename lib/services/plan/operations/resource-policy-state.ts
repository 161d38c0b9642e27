import { z } from 'zod';
import type { AwsClients } from '../../../aws/aws-clients.ts';
import { deleteResourcePolicy } from '../../../aws/delete-resource-policy.ts';
import { describeResourcePolicies } from '../../../aws/describe-resource-policies.ts';
import { nullWhereAbsent } from '../../../aws/null-where-absent.ts';
import { putResourcePolicy } from '../../../aws/put-resource-policy.ts';
import type { Fields } from '../plan-body.ts';

export const zPolicyName = z.object({ policyName: z.string() });
type PolicyName = z.infer<typeof zPolicyName>;
const zState = z.object({ policyDocument: z.string().nullable() });

export const resourcePolicySubject = ({ policyName }: PolicyName) =>
  `resource policy ${policyName} of CloudWatch Logs`;

export async function readResourcePolicy(aws: AwsClients, { policyName }: PolicyName): Promise<Fields> {
  const policies = await describeResourcePolicies(aws);
  return { policyDocument: policies.find((one) => one.policyName === policyName)?.policyDocument ?? null };
}

/** Makes the policy what it was, or removes it. */
export async function restoreResourcePolicy(
  aws: AwsClients,
  { policyName }: PolicyName,
  former: Fields,
): Promise<void> {
  const { policyDocument } = zState.parse(former);
  if (policyDocument === null) await nullWhereAbsent(deleteResourcePolicy(aws, policyName));
  else await putResourcePolicy(aws, { policyName, policyDocument });
}
