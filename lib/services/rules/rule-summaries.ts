import { recordOfRow } from '../../collector/function-record.ts';
import type { RuleSummary } from '../../contract/rule.ts';
import { describeEventPattern } from '../../domain/event-pattern/describe-event-pattern.ts';
import { parseEventPattern } from '../../domain/event-pattern/parse-event-pattern.ts';
import type { ServiceContext } from '../service-context.ts';
import { checkTargets } from './check-targets.ts';
import { fewAtOnce } from './few-at-once.ts';
import { lastMatches } from './last-matches.ts';
import { loopOfRule, type RuleLoops } from './loop-of-rule.ts';
import { managedBy } from './managed-by.ts';
import { missingTargets } from './missing-targets.ts';
import type { RecentReads } from './recent-reads.ts';
import { ruleActivity } from './rule-activity.ts';
import { ruleProblems } from './rule-problems.ts';
import type { RuleWithTargets } from './rules-of-bus.ts';

/** The rules as clients see them; `all` are the rules of every bus, and `loops` is read of them. */
export async function ruleSummaries(
  context: Pick<ServiceContext, 'aws' | 'store'>,
  reads: RecentReads,
  rules: readonly RuleWithTargets[],
  { all, loops, withinMs }: { all: readonly RuleWithTargets[]; loops: RuleLoops; withinMs: number },
): Promise<RuleSummary[]> {
  const since = new Date(Date.now() - withinMs);
  const [activity, metrics, stopped] = await Promise.all([
    ruleActivity(context, all, since),
    lastMatches(context, reads, rules, withinMs),
    stoppedFunctions(context),
  ]);
  return fewAtOnce(rules, 3, async (rule) => {
    const arns = rule.targets.flatMap(({ arn, deadLetterQueueArn }) => [arn, deadLetterQueueArn ?? arn]);
    const [targets, missing, manager] = await Promise.all([
      checkTargets(context, rule.ruleArn, rule.targets, reads),
      missingTargets(context, reads, rule.ruleArn, arns),
      managedBy(context, reads, rule),
    ]);
    const done = activity.get(rule.ruleArn);
    const lastMatchAt = later(done?.lastMatchAt ?? null, metrics.get(rule.ruleArn) ?? null);
    return {
      eventBusName: rule.eventBusName,
      ruleName: rule.ruleName,
      ruleArn: rule.ruleArn,
      state: rule.state === 'DISABLED' ? 'DISABLED' : 'ENABLED',
      description: rule.description,
      eventPattern: rule.eventPattern,
      patternWords: patternWords(rule.eventPattern),
      scheduleExpression: rule.scheduleExpression,
      managedBy: manager,
      targets,
      lastMatchAt: lastMatchAt?.toISOString() ?? null,
      hopCount: done?.hopCount ?? 0,
      problems: ruleProblems({ rule, targets, missing, stopped, loops: loopOfRule(rule, loops).loops }),
    };
  });
}

/** The pattern in plain words, a line a field; none where it cannot be read. */
export function patternWords(eventPattern: string | null): string[] {
  const parsed = eventPattern === null ? null : parseEventPattern(eventPattern);
  return parsed?.ok ? describeEventPattern(parsed.pattern).map(({ words }) => words) : [];
}

function later(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

async function stoppedFunctions({ store }: Pick<ServiceContext, 'store'>): Promise<Set<string>> {
  const rows = await store.functions.list();
  return new Set(
    rows.filter((row) => recordOfRow(row).reservedConcurrency === 0).map(({ functionName }) => functionName),
  );
}
