import type { ProblemText } from '../../contract/operation.ts';
import type { RuleCheck, RuleCheckRequest, SaveRuleInput, TargetCheck } from '../../contract/rule.ts';
import { targetOfArn } from '../../domain/target-arn.ts';
import { type AllRules, readAllRules } from './all-rules.ts';
import { checkPattern } from './check-pattern.ts';
import { checkTargetFields } from './check-target-fields.ts';
import { checkTargets } from './check-targets.ts';
import { fieldProblem } from './field-problem.ts';
import { loopOfRule, readRuleLoops, withCandidate } from './loop-of-rule.ts';
import { missingTargets } from './missing-targets.ts';
import { plannedRuleArn } from './planned-rule-arn.ts';
import { previewPattern } from './preview-pattern.ts';
import { type RecentReads, recentReads } from './recent-reads.ts';
import type { RuleContext } from './rule-context.ts';
import { patternWords } from './rule-summaries.ts';

/**
 * Judges a rule before it is saved: each problem at its field, whether AWS takes the pattern, what the targets permit,
 * how it does on recorded events, and the loops that it would be part of. Nothing is changed.
 */
export async function checkRule(
  context: RuleContext,
  { rule, withinMs }: RuleCheckRequest,
  reads: RecentReads = recentReads(context),
): Promise<RuleCheck> {
  const ruleArn = plannedRuleArn(context, rule);
  const checked = await checkPattern(context, rule.eventPattern);
  const [{ eventBusNames, rules, unread }, preview, targets, missing, queues] = await Promise.all([
    readAllRules(context, reads, rule.eventBusName),
    previewPattern(context, checked.pattern, { eventBusName: rule.eventBusName, withinMs }),
    checkTargets(context, ruleArn, rule.targets, reads),
    missingTargets(context, reads, ruleArn, arnsOf(rule)),
    checkTargets(context, ruleArn, deadLetterQueues(rule), reads),
  ]);
  const loops = await readRuleLoops(context, reads, withCandidate(rules, rule));
  const { region } = context.where;
  const example = preview.matches[0]?.event ?? null;
  const problems: ProblemText[] = [
    ...busProblems(rule, eventBusNames),
    ...checked.problems,
    ...checkTargetFields(rule.targets, { ruleArn, ruleName: rule.ruleName, region, example }),
    ...missingProblems(rule, missing),
  ];
  return {
    problems,
    warnings: [
      ...checked.warnings,
      ...targetWarnings(rule, targets),
      ...queueWarnings(queues),
      ...unreadWarnings(unread),
    ],
    patternProblem: checked.patternProblem,
    patternWords: checked.pattern === null ? [] : patternWords(rule.eventPattern),
    acceptedByAws: checked.acceptedByAws,
    targets: targets.map((target) => withPlannedPermission(target, ruleArn, missing)),
    loop: loopOfRule(rule, loops),
    preview,
  };
}

function arnsOf({ targets }: SaveRuleInput): string[] {
  return targets.flatMap(({ arn, deadLetterQueueArn }) => [
    arn,
    ...(deadLetterQueueArn === null ? [] : [deadLetterQueueArn]),
  ]);
}

function deadLetterQueues({ targets }: SaveRuleInput) {
  const arns = new Set(targets.flatMap(({ deadLetterQueueArn }) => deadLetterQueueArn ?? []));
  return [...arns].map((arn) => ({ id: 'dead-letters', arn, roleArn: null }));
}

function busProblems({ eventBusName }: SaveRuleInput, eventBusNames: readonly string[]): ProblemText[] {
  if (eventBusNames.includes(eventBusName)) return [];
  return [fieldProblem('eventBusName', `There is no bus ${eventBusName}.`, 'Choose a bus of this account.')];
}

function unreadWarnings(unread: AllRules['unread']): string[] {
  return unread.map(
    ({ eventBusName, problem }) =>
      `${eventBusName === '*' ? 'Other buses' : `Bus ${eventBusName}`} could not be read: loops through it are not seen. ${problem.message}`,
  );
}

function queueWarnings(queues: readonly TargetCheck[]): string[] {
  return queues
    .filter(({ kind, permitted }) => kind === 'queue' && permitted === 'no')
    .map(
      ({ name, reason }) =>
        `EventBridge may not write to the dead-letter queue ${name}: what cannot be delivered would be lost. ${reason}`,
    );
}

function missingProblems({ targets }: SaveRuleInput, missing: ReadonlySet<string>): ProblemText[] {
  return targets.flatMap(({ arn, deadLetterQueueArn }, index) => {
    const problems: ProblemText[] = [];
    if (missing.has(arn)) {
      const { kind, name } = targetOfArn(arn);
      const message = kind === 'queue' ? `There is no queue ${name}.` : `There is no function ${name}.`;
      problems.push(fieldProblem(`targets.${index}.arn`, message, 'Create it first, or choose another.'));
    }
    if (deadLetterQueueArn !== null && missing.has(deadLetterQueueArn)) {
      const message = `There is no queue ${targetOfArn(deadLetterQueueArn).name}.`;
      problems.push(
        fieldProblem(`targets.${index}.deadLetterQueueArn`, message, 'Create it first, or choose another.'),
      );
    }
    return problems;
  });
}

function targetWarnings({ targets: settings }: SaveRuleInput, targets: readonly TargetCheck[]): string[] {
  if (settings.length === 0) return ['A rule without a target runs nothing.'];
  return targets.flatMap(({ kind, name, permitted, reason }) =>
    permitted === 'no' && kind !== 'lambda'
      ? [`EventBridge may not use ${name} yet, and saving does not change that. ${reason}`]
      : [],
  );
}

function withPlannedPermission(
  target: TargetCheck,
  ruleArn: string,
  missing: ReadonlySet<string>,
): TargetCheck {
  const { kind, arn, permitted, reason } = target;
  if (kind !== 'lambda' || permitted !== 'no') return target;
  if (missing.has(arn)) return { ...target, reason: 'There is no such function.' };
  if (targetOfArn(arn).accountId !== targetOfArn(ruleArn).accountId) return target;
  return { ...target, reason: `${reason} Saving adds the permission.` };
}
