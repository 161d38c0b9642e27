import { ruleArnOf } from '../../domain/target-arn.ts';
import type { ConditionRow, ConditionStore } from '../../store/store-conditions.ts';
import { recentReads } from '../rules/recent-reads.ts';
import { ruleActivity } from '../rules/rule-activity.ts';
import type { RuleWithTargets } from '../rules/rules-of-bus.ts';
import type { MachineContext } from '../state-machines/machine-context.ts';
import { deployedResources } from './deployed-resources.ts';
import { ruleTarget } from './rule-calls.ts';

const DAY_MS = 86_400_000;
/** The page is read again with each run that is seen, and matching takes all events of a day. */
const RULE_RUNS_LAST_MS = 5_000;

export type Figures = Awaited<ReturnType<ConditionStore['figures']>>[number];

/** What each condition did within the last 24 hours, by its ID. `rows` are all of them. */
export async function figuresOfDay(
  context: MachineContext,
  rows: readonly ConditionRow[],
): Promise<Map<string, Figures>> {
  const { store } = context;
  const since = new Date(Date.now() - DAY_MS);
  const rules = rulesOf(context, rows);
  const [figures, activity] = await Promise.all([
    store.conditions.figures(since),
    rules.size === 0 ? null : recentRuleActivity(context, [...rules.values()], since),
  ]);
  return new Map(
    figures.map((each) => {
      const byRule = activity?.get(rules.get(each.conditionId)?.ruleArn ?? '')?.hopCount ?? 0;
      return [each.conditionId, { ...each, runCount: each.runCount + byRule }];
    }),
  );
}

function recentRuleActivity(
  context: MachineContext,
  rules: readonly RuleWithTargets[],
  since: Date,
): ReturnType<typeof ruleActivity> {
  const key = `runs of a day ${rules.map(({ ruleArn, eventPattern }) => `${ruleArn} ${eventPattern}`).join('\n')}`;
  return recentReads(context).get(key, () => ruleActivity(context, rules, since), RULE_RUNS_LAST_MS);
}

/** The rules as they were deployed, without asking AWS; what one ran before it was paused counts. */
function rulesOf(
  { where }: Pick<MachineContext, 'where'>,
  rows: readonly ConditionRow[],
): Map<string, RuleWithTargets> {
  const { region, accountId } = where;
  const rules = new Map<string, RuleWithTargets>();
  for (const row of rows) {
    const resources = deployedResources(row);
    if (resources === null || resources.rule === null) continue;
    const { functionArn, rule } = resources;
    const { eventBusName, ruleName, eventPattern, inputPath } = rule;
    rules.set(row.conditionId, {
      eventBusName,
      ruleName,
      eventPattern,
      ruleArn: ruleArnOf({ region, accountId: accountId ?? '', eventBusName, ruleName }),
      state: 'ENABLED',
      description: null,
      scheduleExpression: null,
      roleArn: null,
      managedBy: null,
      targets: [ruleTarget(functionArn, inputPath)],
    });
  }
  return rules;
}
