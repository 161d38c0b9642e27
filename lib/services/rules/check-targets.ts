import type { TargetCheck } from '../../contract/rule.ts';
import { AppError } from '../../domain/app-error.ts';
import { type TargetArn, targetOfArn } from '../../domain/target-arn.ts';
import type { ServiceContext } from '../service-context.ts';
import { fewAtOnce } from './few-at-once.ts';
import { type CheckableTarget, permissionOfTarget } from './permission-of-target.ts';
import { type RecentReads, recentReads } from './recent-reads.ts';

/** The targets of a rule and whether EventBridge may invoke each. Never rejects for what AWS does not let us read. */
export async function checkTargets(
  context: Pick<ServiceContext, 'aws' | 'store'>,
  ruleArn: string,
  targets: readonly CheckableTarget[],
  reads: RecentReads = recentReads(context),
): Promise<TargetCheck[]> {
  return fewAtOnce(targets, 5, async (target) => {
    const found = targetOfArn(target.arn);
    const permission = await orUnreadable(found, () =>
      permissionOfTarget(context.aws, reads, { ruleArn, target, found }),
    );
    const { kind, name, functionName } = found;
    return { targetId: target.id, arn: target.arn, kind, name, functionName, ...permission };
  });
}

async function orUnreadable(
  { name }: TargetArn,
  read: () => Promise<Pick<TargetCheck, 'permitted' | 'reason'>>,
): Promise<Pick<TargetCheck, 'permitted' | 'reason'>> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { permitted: 'unknown', reason: `The permission on ${name} could not be read: ${error.message}` };
  }
}
