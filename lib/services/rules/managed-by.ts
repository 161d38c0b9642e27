import type { EventRule } from '../../aws/event-rule.ts';
import { listTagsForResource } from '../../aws/list-tags-for-resource.ts';
import { managedByOf } from '../../collector/function-record.ts';
import { AppError } from '../../domain/app-error.ts';
import { isWatchRule } from '../../domain/watch-names.ts';
import type { ServiceContext } from '../service-context.ts';
import type { RecentReads } from './recent-reads.ts';

/** Tags change with deployments; a list of hundreds of rules is not worth hundreds of calls each time. */
const TAGS_LAST_MS = 600_000;

/** By what Reprise names the rules that it made to see a bus's events. */
const WATCHED_BY_REPRISE = 'Reprise, to watch the bus';

/** Who made the rule and will change it again: an AWS service, a tool by its tags, or Reprise. */
export async function managedBy(
  { aws }: Pick<ServiceContext, 'aws'>,
  reads: RecentReads,
  rule: EventRule,
): Promise<string | null> {
  if (rule.managedBy !== null) return rule.managedBy;
  if (isWatchRule(rule)) return WATCHED_BY_REPRISE;
  const read = () => listTagsForResource(aws, rule.ruleArn).catch(noneWhereUnreadable);
  return managedByOf(await reads.get(`tags ${rule.ruleArn}`, read, TAGS_LAST_MS));
}

function noneWhereUnreadable(error: unknown): Record<string, string> {
  if (error instanceof AppError) return {};
  throw error;
}
