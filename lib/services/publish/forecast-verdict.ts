import type { EntryForecast } from '../../contract/event.ts';
import type { TargetCheck } from '../../contract/rule.ts';
import { listWords } from '../../domain/list-words.ts';

type Rules = EntryForecast['rules'];
type Verdict = Pick<EntryForecast, 'verdict' | 'message' | 'nearestRuleName'>;

/** What a bus would do with an event, in one sentence; `rules` as the forecast lists them, matches first. */
export function forecastVerdict(eventBusName: string, rules: Rules, ruleCount: number): Verdict {
  const matching = rules.filter((rule) => rule.outcome === 'matches');
  const nearest = rules.find((rule) => rule.outcome !== 'matches');
  if (matching.length > 0) return { ...reached(matching), nearestRuleName: null };
  const nearestRuleName = nearest?.ruleName ?? null;
  if (nearest?.outcome === 'matches-disabled') {
    const disabled = rules.filter((rule) => rule.outcome === 'matches-disabled');
    const message = `${ruleWords(disabled)} ${disabled.length === 1 ? 'matches, but is' : 'match, but are'} disabled: nothing would run.`;
    return { verdict: 'only-disabled', message, nearestRuleName };
  }
  return {
    verdict: 'nothing-matches',
    message: nothingMatches(eventBusName, nearest, ruleCount),
    nearestRuleName,
  };
}

function nothingMatches(eventBusName: string, nearest: Rules[number] | undefined, ruleCount: number): string {
  if (nearest === undefined || ruleCount === 0) {
    return `Nothing matches: bus ${eventBusName} has no rule that an event could match.`;
  }
  const which =
    ruleCount === 1
      ? `the only rule on bus ${eventBusName}`
      : `none of the ${ruleCount} rules on bus ${eventBusName}`;
  const reasons = nearest.failures.map(({ reason }) => reason).join('; ');
  return ruleCount === 1
    ? `Nothing matches: ${which}, ${nearest.ruleName}, does not catch this event: ${reasons}.`
    : `Nothing matches: ${which} catches this event. The nearest is ${nearest.ruleName}: ${reasons}.`;
}

function reached(matching: Rules): Omit<Verdict, 'nearestRuleName'> {
  const who = `${ruleWords(matching)} ${matching.length === 1 ? 'matches' : 'match'}`;
  const targets = matching.flatMap((rule) => rule.targets);
  if (targets.length === 0) {
    const has = matching.length === 1 ? 'has' : 'have';
    return { verdict: 'no-target', message: `${who}, but ${has} no target: nothing would run.` };
  }
  const refused = targets.filter((target) => target.permitted === 'no').map(refusedWords);
  const reachable = targets.filter((target) => target.permitted !== 'no');
  if (reachable.length === 0) {
    return { verdict: 'not-permitted', message: `${who}, but nothing would run. ${refused.join(' ')}` };
  }
  const doubtful = reachable.every((target) => target.permitted === 'unknown');
  const sentence = doubtful
    ? `${who}; whether EventBridge may invoke ${listWords(reachable.map(targetWords))} is not known.`
    : `${who} and ${reachWords(reachable)}.`;
  return { verdict: 'reaches', message: [sentence, ...refused].join(' ') };
}

function reachWords(targets: readonly TargetCheck[]): string {
  const functions = targets.filter((target) => target.functionName !== null);
  const others = targets.filter((target) => target.functionName === null);
  const runs = functions.length === 0 ? [] : [`runs ${listWords(functions.map(targetWords))}`];
  const reaches = others.length === 0 ? [] : [`reaches ${listWords(others.map(targetWords))}`];
  const words = [...runs, ...reaches].join(' and ');
  return functions.length === 0 ? `${words}; no function runs` : words;
}

function refusedWords(target: TargetCheck): string {
  return `${targetWords(target)} is not reached: ${target.reason}`;
}

const KIND_WORDS: Record<TargetCheck['kind'], string> = {
  lambda: '',
  'log-group': 'log group ',
  queue: 'queue ',
  'event-bus': 'bus ',
  'state-machine': 'state machine ',
  other: '',
};

function targetWords({ kind, name }: TargetCheck): string {
  return `${KIND_WORDS[kind]}${name}`;
}

function ruleWords(rules: Rules): string {
  const names = rules.map((rule) => rule.ruleName);
  return `${names.length === 1 ? 'Rule' : 'Rules'} ${listWords(names)}`;
}
