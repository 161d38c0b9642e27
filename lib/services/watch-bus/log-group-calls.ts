import { describeLogGroups } from '../../aws/describe-log-groups.ts';
import type { PlanProposal } from '../plan/propose-plan.ts';
import type { ServiceContext } from '../service-context.ts';
import type { BusToWatch } from './watched-bus.ts';

const RETENTION_DAYS = 14;

/** A log group for the bus's events that keeps them for two weeks; one that is there stays as it is. */
export async function logGroupCalls(
  { aws }: Pick<ServiceContext, 'aws'>,
  { logGroupName }: BusToWatch,
): Promise<PlanProposal['calls']> {
  const known = await describeLogGroups(aws, logGroupName);
  if (known.some((group) => group.logGroupName === logGroupName)) return [];
  return [
    { operation: 'CreateLogGroup', input: { logGroupName } },
    { operation: 'PutRetentionPolicy', input: { logGroupName, retentionInDays: RETENTION_DAYS } },
  ];
}
