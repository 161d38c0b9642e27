import { ListTagsCommand } from '@aws-sdk/client-lambda';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

/** Lambda `ListTags` of a function's unqualified ARN. */
export async function listTags(aws: AwsClients, functionArn: string): Promise<Record<string, string>> {
  const call = { service: 'lambda', operation: 'ListTags', resource: functionArn } as const;
  const output = await callAws(call, () => aws.lambda.send(new ListTagsCommand({ Resource: functionArn })));
  return output.Tags ?? {};
}
