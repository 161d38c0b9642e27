import { type MetricQuery, metricPoints } from '../../aws/metric-points.ts';
import { AppError } from '../../domain/app-error.ts';
import type { ServiceContext } from '../service-context.ts';
import type { RecentReads } from './recent-reads.ts';

/** CloudWatch bills every metric that is read. */
const METRICS_LAST_MS = 60_000;
const PERIODS = 100;

/**
 * When each rule matched last within the time, by its metric MatchedEvents: the start of the period, exact to a
 * hundredth of the time; rules that did not match are absent. Nothing where CloudWatch cannot be read.
 */
export async function lastMatches(
  { aws }: Pick<ServiceContext, 'aws'>,
  reads: RecentReads,
  rules: readonly { eventBusName: string; ruleName: string; ruleArn: string }[],
  withinMs: number,
): Promise<Map<string, Date>> {
  const periodSeconds = Math.max(60, Math.ceil(withinMs / PERIODS / 60_000) * 60);
  const key = `matches ${withinMs} ${rules.map(({ ruleArn }) => ruleArn).join(' ')}`;
  const read = async () => {
    const to = Date.now();
    const span = { from: new Date(to - withinMs), to: new Date(to), periodSeconds };
    return metricPoints(aws, rules.map(matchedEvents), span).catch(noneWhereUnreadable);
  };
  const last = new Map<string, Date>();
  for (const { index, at, sum } of await reads.get(key, read, METRICS_LAST_MS)) {
    const ruleArn = rules[index]?.ruleArn ?? '';
    if (sum > 0 && at > (last.get(ruleArn) ?? new Date(0))) last.set(ruleArn, at);
  }
  return last;
}

/** Rules of the default bus are counted by their name alone. */
function matchedEvents({ eventBusName, ruleName }: { eventBusName: string; ruleName: string }): MetricQuery {
  const bus = eventBusName === 'default' ? {} : { EventBusName: eventBusName };
  return { namespace: 'AWS/Events', metricName: 'MatchedEvents', dimensions: { RuleName: ruleName, ...bus } };
}

function noneWhereUnreadable(error: unknown): [] {
  if (error instanceof AppError) return [];
  throw error;
}
