import { explainEventPattern } from './event-pattern/explain-event-pattern.ts';
import { parseEventPattern } from './event-pattern/parse-event-pattern.ts';

/** A rule as far as it decides on an event. */
export interface JudgeableRule {
  ruleName: string;
  state: 'ENABLED' | 'DISABLED';
  /** Null where the rule only has a schedule: no event triggers it. */
  eventPattern: string | null;
}

interface FieldFailure {
  path: string[];
  expected: string;
  actual: string | null;
  reason: string;
}

export interface JudgedRule<Rule extends JudgeableRule> {
  rule: Rule;
  /** `nearly` fails in one field, `differs` in more. */
  outcome: 'matches' | 'matches-disabled' | 'nearly' | 'differs';
  failures: FieldFailure[];
}

const RANK = { matches: 0, 'matches-disabled': 1, nearly: 2, differs: 3 } as const;

/**
 * Judges every rule of a bus for one event: matches first, then by how little they differ, so that the first that does
 * not match is the nearest. Rules without a pattern are left out.
 */
export function judgeRules<Rule extends JudgeableRule>(
  rules: readonly Rule[],
  event: unknown,
): JudgedRule<Rule>[] {
  const judged = rules.flatMap((rule) => {
    if (rule.eventPattern === null) return [];
    const failures = failuresOf(rule.eventPattern, event);
    return [{ rule, outcome: outcomeOf(rule, failures), failures, distance: distanceOf(failures) }];
  });
  judged.sort(
    (a, b) =>
      RANK[a.outcome] - RANK[b.outcome] ||
      a.distance - b.distance ||
      Number(a.rule.state === 'DISABLED') - Number(b.rule.state === 'DISABLED') ||
      (a.rule.ruleName < b.rule.ruleName ? -1 : 1),
  );
  return judged.map(({ distance: _, ...rest }) => rest);
}

function failuresOf(patternText: string, event: unknown): FieldFailure[] {
  const parsed = parseEventPattern(patternText);
  if (parsed.ok) return explainEventPattern(parsed.pattern, event).failures;
  const reason = `The rule’s pattern cannot be judged here: ${parsed.problem.message}`;
  // two of them: such a rule never counts as one that nearly matches
  return [parsed.problem.path, []].map((path) => ({ path, expected: '', actual: null, reason }));
}

function outcomeOf(
  rule: JudgeableRule,
  failures: readonly FieldFailure[],
): JudgedRule<JudgeableRule>['outcome'] {
  if (failures.length === 0) return rule.state === 'ENABLED' ? 'matches' : 'matches-disabled';
  return failures.length === 1 ? 'nearly' : 'differs';
}

/** The number of failing fields, each the less the more alike its value is to what is expected. */
function distanceOf(failures: readonly FieldFailure[]): number {
  return failures.reduce((sum, { expected, actual }) => sum + 1 - likeness(expected, actual ?? ''), 0);
}

/** Shared pairs of letters and digits, from 0 to 1 (Dice’s coefficient): `mySource` is like `my.event.source`. */
export function likeness(a: string, b: string): number {
  const pairsOfA = letterPairs(a);
  const pairsOfB = letterPairs(b);
  if (pairsOfA.size === 0 || pairsOfB.size === 0) return 0;
  let shared = 0;
  for (const pair of pairsOfA) if (pairsOfB.has(pair)) shared += 1;
  return (2 * shared) / (pairsOfA.size + pairsOfB.size);
}

function letterPairs(text: string): Set<string> {
  const letters = text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const pairs = new Set<string>();
  for (let index = 0; index + 1 < letters.length; index += 1) pairs.add(letters.slice(index, index + 2));
  return pairs;
}
