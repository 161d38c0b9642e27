import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

/** STS `GetCallerIdentity`: who this dashboard is to AWS; needs no permission. */
export async function getCallerIdentity(
  aws: AwsClients,
  signal?: AbortSignal,
): Promise<{ accountId: string; arn: string }> {
  const output = await callAws({ service: 'sts', operation: 'GetCallerIdentity' }, () =>
    aws.sts.send(new GetCallerIdentityCommand({}), signal === undefined ? {} : { abortSignal: signal }),
  );
  return { accountId: output.Account ?? '', arn: output.Arn ?? '' };
}
