import { getFunctionConcurrency } from '../../aws/get-function-concurrency.ts';
import type { TargetCheck } from '../../contract/rule.ts';
import { AppError } from '../../domain/app-error.ts';
import { checkTargets } from '../rules/check-targets.ts';
import type { RecentReads } from '../rules/recent-reads.ts';
import type { ServiceContext } from '../service-context.ts';

export interface TargetReadiness extends TargetCheck {
  /** Why nothing would run though EventBridge may invoke it; null where nothing is known to be in the way. */
  obstacle: 'missing' | 'concurrency-zero' | null;
}

/** The targets of a rule: whether EventBridge may invoke each, and whether a function is there and may run at all. */
export async function readinessOfTargets(
  context: Pick<ServiceContext, 'aws' | 'store'>,
  reads: RecentReads,
  ruleArn: string,
  targets: Parameters<typeof checkTargets>[2],
): Promise<TargetReadiness[]> {
  const checks = await checkTargets(context, ruleArn, targets, reads);
  const ownAccount = ruleArn.split(':')[4];
  return Promise.all(
    checks.map(async (check) => {
      const { functionName, arn } = check;
      if (functionName === null || arn.split(':')[4] !== ownAccount) return { ...check, obstacle: null };
      return { ...check, obstacle: await obstacleOf(context, reads, functionName) };
    }),
  );
}

/** As a check for itself: what is in the way counts like a missing permission. */
export function checkOfReadiness({ obstacle, ...check }: TargetReadiness): TargetCheck {
  return obstacle === null ? check : { ...check, permitted: 'no', reason: OBSTACLE_WORDS[obstacle] };
}

const OBSTACLE_WORDS = {
  missing: 'There is no function of this name.',
  'concurrency-zero': 'Its reserved concurrency is 0: Lambda lets no run of it start.',
};

async function obstacleOf(
  { aws }: Pick<ServiceContext, 'aws'>,
  reads: RecentReads,
  functionName: string,
): Promise<TargetReadiness['obstacle']> {
  try {
    const reserved = await reads.get(`concurrency ${functionName}`, () =>
      getFunctionConcurrency(aws, functionName),
    );
    return reserved === 0 ? 'concurrency-zero' : null;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // what may not be read is no obstacle that is known
    return error.code === 'not-found' ? 'missing' : null;
  }
}
