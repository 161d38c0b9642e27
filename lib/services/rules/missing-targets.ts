import { getFunctionConfiguration } from '../../aws/get-function-configuration.ts';
import { getQueueUrl } from '../../aws/get-queue-url.ts';
import { AppError } from '../../domain/app-error.ts';
import { targetOfArn } from '../../domain/target-arn.ts';
import type { ServiceContext } from '../service-context.ts';
import { fewAtOnce } from './few-at-once.ts';
import type { RecentReads } from './recent-reads.ts';

/**
 * Those of the ARNs that name a function or queue of the rule's account and region that does not exist. What discovery
 * knows is not asked for again.
 */
export async function missingTargets(
  { aws, store }: Pick<ServiceContext, 'aws' | 'store'>,
  reads: RecentReads,
  ruleArn: string,
  arns: readonly string[],
): Promise<Set<string>> {
  const own = targetOfArn(ruleArn);
  const known = await reads.get('known functions', async () => {
    const rows = await store.functions.list();
    return new Set(rows.map(({ functionName }) => functionName));
  });
  const answers = await fewAtOnce([...new Set(arns)], 3, async (arn) => {
    const { kind, functionName, accountId, region } = targetOfArn(arn);
    if (accountId !== own.accountId || region !== own.region) return null;
    if (functionName !== null && !known.has(functionName)) {
      const read = () => isAbsent(getFunctionConfiguration(aws, functionName));
      return (await reads.get(`no function ${functionName}`, read)) ? arn : null;
    }
    if (kind !== 'queue') return null;
    return (await reads.get(`no queue ${arn}`, () => isAbsent(getQueueUrl(aws, arn)))) ? arn : null;
  });
  return new Set(answers.filter((arn) => arn !== null));
}

async function isAbsent(read: Promise<unknown>): Promise<boolean> {
  try {
    await read;
    return false;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.code === 'not-found';
  }
}
