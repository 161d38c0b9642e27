import type { LoopCheck, RuleSummary, TargetCheck } from '../../contract/rule.ts';
import { parseEventPattern } from '../../domain/event-pattern/parse-event-pattern.ts';
import { targetOfArn } from '../../domain/target-arn.ts';
import type { RuleWithTargets } from './rules-of-bus.ts';

type RuleProblem = RuleSummary['problems'][number];

/** What keeps a rule from doing its work, or makes it do too much; the gravest first. */
export function ruleProblems(given: {
  rule: RuleWithTargets;
  targets: readonly TargetCheck[];
  loops: LoopCheck['loops'];
  /** ARNs of functions and queues that do not exist. */
  missing: ReadonlySet<string>;
  /** Functions whose reserved concurrency is 0. */
  stopped: ReadonlySet<string>;
}): RuleProblem[] {
  const { rule, targets, missing, stopped } = given;
  const problems = [
    ...patternProblems(rule),
    ...targetProblems(rule, targets, missing, stopped),
    ...loopProblems(given.loops),
  ];
  if (rule.state === 'DISABLED') {
    problems.push(hint('disabled', 'The rule is disabled: nothing matches it.', 'Enable it.'));
  }
  return problems.sort((a, b) => Number(a.severity === 'hint') - Number(b.severity === 'hint'));
}

function patternProblems({ eventPattern }: RuleWithTargets): RuleProblem[] {
  const parsed = eventPattern === null ? null : parseEventPattern(eventPattern);
  if (parsed === null || parsed.ok) return [];
  return [problem('pattern-invalid', parsed.problem.message, 'Correct the pattern.')];
}

function targetProblems(
  rule: RuleWithTargets,
  targets: readonly TargetCheck[],
  missing: ReadonlySet<string>,
  stopped: ReadonlySet<string>,
): RuleProblem[] {
  if (targets.length === 0) {
    return [problem('no-target', 'The rule has no target: what it matches goes nowhere.', 'Add a target.')];
  }
  const problems: RuleProblem[] = [];
  for (const { arn, name, kind, functionName, permitted, reason } of targets) {
    if (missing.has(arn)) {
      const code = kind === 'queue' ? 'missing-queue' : 'missing-function';
      problems.push(problem(code, `Its target ${name} does not exist.`, 'Choose another target.'));
    } else if (permitted === 'no') {
      const next = kind === 'lambda' ? 'Save the rule again: the plan adds the permission.' : null;
      problems.push(problem('not-permitted', `EventBridge may not use ${name}. ${reason}`, next));
    }
    if (functionName !== null && stopped.has(functionName)) {
      const message = `${functionName} has a reserved concurrency of 0: no run of it starts.`;
      problems.push(problem('concurrency-zero', message, 'Raise or delete its reserved concurrency.'));
    }
  }
  for (const { deadLetterQueueArn } of rule.targets) {
    if (deadLetterQueueArn === null || !missing.has(deadLetterQueueArn)) continue;
    const message = `The dead-letter queue ${targetOfArn(deadLetterQueueArn).name} does not exist: what cannot be delivered is lost.`;
    problems.push(problem('missing-queue', message, 'Choose another queue.'));
  }
  return problems;
}

function loopProblems(loops: LoopCheck['loops']): RuleProblem[] {
  if (loops.length === 0) return [];
  if (loops.some(({ bounds }) => bounds.length === 0)) {
    const message =
      'What the rule runs publishes events that it matches again, and nothing in the pattern ends it.';
    return [problem('feeds-itself', message, 'Add an upper bound on a counter to the pattern.')];
  }
  const message = 'What the rule runs publishes events that it matches again; its pattern bounds that.';
  return [hint('feeds-itself', message, null)];
}

function problem(code: RuleProblem['code'], message: string, nextStep: string | null): RuleProblem {
  return { code, severity: 'problem', message, nextStep };
}

function hint(code: RuleProblem['code'], message: string, nextStep: string | null): RuleProblem {
  return { code, severity: 'hint', message, nextStep };
}
