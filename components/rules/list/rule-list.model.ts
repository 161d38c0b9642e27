import type { RuleSummary } from '@/lib/contract/rule';

export const RULE_VIEWS = ['all', 'enabled', 'disabled', 'problems'] as const;
export type RuleView = (typeof RULE_VIEWS)[number];
export const RULE_SORTS = ['problems', 'name', 'matched', 'hops'] as const;
export type RuleSort = (typeof RULE_SORTS)[number];

export interface RuleFilters {
  view: RuleView;
  /** Empty: all buses. */
  bus: string;
  text: string;
  sort: RuleSort;
}

/** What is wrong, not what is merely worth knowing. */
function problemsOf(rule: Pick<RuleSummary, 'problems'>): RuleSummary['problems'] {
  return rule.problems.filter((problem) => problem.severity === 'problem');
}

/** The rules that the filters leave, in the order asked for; rules that are equal in it by bus and name. */
export function listedRules(rules: readonly RuleSummary[], filters: RuleFilters): RuleSummary[] {
  const wanted = filters.text.trim().toLowerCase();
  return rules
    .filter(
      (rule) =>
        inView(rule, filters.view) &&
        (filters.bus === '' || rule.eventBusName === filters.bus) &&
        (wanted === '' || searched(rule).includes(wanted)),
    )
    .sort((a, b) => ORDER[filters.sort](a, b) || byName(a, b));
}

/** How many rules of a bus each view holds. */
export function ruleViewCounts(rules: readonly RuleSummary[], bus: string): Record<RuleView, number> {
  const ofBus = rules.filter((rule) => bus === '' || rule.eventBusName === bus);
  const count = (view: RuleView) => ofBus.filter((rule) => inView(rule, view)).length;
  return {
    all: ofBus.length,
    enabled: count('enabled'),
    disabled: count('disabled'),
    problems: count('problems'),
  };
}

function inView(rule: RuleSummary, view: RuleView): boolean {
  switch (view) {
    case 'all':
      return true;
    case 'enabled':
      return rule.state === 'ENABLED';
    case 'disabled':
      return rule.state === 'DISABLED';
    case 'problems':
      return problemsOf(rule).length > 0;
  }
}

function searched({ ruleName, eventBusName, description, eventPattern, targets }: RuleSummary): string {
  const words = [ruleName, eventBusName, description, eventPattern, ...targets.map((target) => target.arn)];
  return words.join('\n').toLowerCase();
}

const ORDER: Record<RuleSort, (a: RuleSummary, b: RuleSummary) => number> = {
  problems: (a, b) => problemsOf(b).length - problemsOf(a).length,
  name: () => 0,
  matched: (a, b) => (b.lastMatchAt ?? '').localeCompare(a.lastMatchAt ?? ''),
  hops: (a, b) => b.hopCount - a.hopCount,
};

function byName(a: RuleSummary, b: RuleSummary): number {
  const left = `${a.ruleName}\n${a.eventBusName}`;
  const right = `${b.ruleName}\n${b.eventBusName}`;
  return left < right ? -1 : left > right ? 1 : 0;
}
