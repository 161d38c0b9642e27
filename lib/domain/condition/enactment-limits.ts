import { parseEventPattern } from '../event-pattern/parse-event-pattern.ts';
import type { Condition } from './condition.ts';
import { mayFollow } from './condition-reach.ts';
import { durationWords } from './duration-words.ts';
import { ruleEnactment } from './rule-enactment.ts';

interface EnactmentLimit {
  what: string;
  /** What the dashboard does about it, or what to do oneself. */
  instead: string;
}

interface EnactmentProblem {
  field: 'when' | 'counterPath' | 'eventBusName' | 'maxAttempts';
  message: string;
  nextStep: string;
}

export interface EnactmentLimits {
  /** What this way cannot express of this condition. */
  cannot: EnactmentLimit[];
  /** What keeps it from being deployed this way. */
  problems: EnactmentProblem[];
}

/**
 * An execution's history ends at 25,000 events, and a round has 11 of them without a retry:
 * https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
const MOST_ROUNDS = 2000;

/** What a way cannot express of a condition, in plain words, and what keeps it from carrying the condition out at all. */
export function enactmentLimits(condition: Condition, how: Condition['how']): EnactmentLimits {
  switch (how) {
    case 'invoke':
      return { cannot: invokeLimits(condition), problems: [] };
    case 'eventbridge':
      return { cannot: ruleLimits(condition), problems: ruleProblems(condition) };
    case 'stepfunctions':
      return { cannot: stateMachineLimits(condition), problems: roundProblems(condition) };
  }
}

/** Of the handler code; the dashboard itself, which can enact `invoke` too, has none of them. */
function invokeLimits({ limits, when }: Condition): EnactmentLimit[] {
  const cannot: EnactmentLimit[] = [];
  if (limits.delaySeconds > 0) {
    cannot.push({
      what: `Handler code cannot wait but by sleeping: it pays for ${durationWords(limits.delaySeconds)} and more of running, and stops the chain where the delay goes beyond its timeout.`,
      instead: 'Let the dashboard invoke it: it waits without a run, and the handler stays as it is.',
    });
  }
  if (limits.budgetUsd !== null) {
    cannot.push({
      what: 'Handler code does not see what it is billed: it adds up its own running time at public prices.',
      instead: 'The dashboard counts billed durations, and shows both.',
    });
  }
  cannot.push(rateLimit(limits.ratePerSecond, 'Handler code'));
  if (mayFollowFailure(when)) cannot.push(RETRIES);
  return cannot;
}

function ruleLimits({ limits, when, counterPath, nextInput }: Condition): EnactmentLimit[] {
  const cannot: EnactmentLimit[] = [];
  if (counterPath !== null) {
    const next = nextInput === 'response' && counterPath.startsWith('responsePayload.');
    cannot.push({
      what: 'EventBridge cannot count.',
      instead: `The function counts in ${counterPath}, ${
        next
          ? `the number of the next run, and the rule asks for at most ${limits.maxAttempts}`
          : `the number of the run that ended, and the rule asks for less than ${limits.maxAttempts}`
      }. The dashboard counts as well, and marks a chain that goes beyond.`,
    });
  }
  if (limits.delaySeconds > 0) {
    cannot.push({
      what: `EventBridge cannot wait: the next run starts at once, not after ${durationWords(limits.delaySeconds)}.`,
      instead: 'Take the state machine or the dashboard where the wait matters.',
    });
  }
  if (limits.windowSeconds !== null) {
    cannot.push({
      what: `EventBridge does not know the first run: the window of ${durationWords(limits.windowSeconds)} is not kept.`,
      instead: 'The dashboard marks a chain that goes beyond; disable the rule from there.',
    });
  }
  if (limits.budgetUsd !== null) {
    cannot.push({
      what: `EventBridge has no budget: ${limits.budgetUsd} USD are not kept.`,
      instead: 'The dashboard adds up what each chain has cost; disable the rule from there.',
    });
  }
  cannot.push(rateLimit(limits.ratePerSecond, 'EventBridge'));
  cannot.push({
    what: 'Only asynchronous invocations have records: a run that somebody waited for does not go on.',
    instead: 'Start chains with InvocationType Event, or publish what starts them.',
  });
  if (mayFollowFailure(when)) cannot.push(RETRIES);
  return cannot;
}

function stateMachineLimits({ limits, when }: Condition): EnactmentLimit[] {
  const cannot: EnactmentLimit[] = [];
  if (limits.budgetUsd !== null) {
    cannot.push({
      what: `A state machine does not see what a run costs: the budget of ${limits.budgetUsd} USD is not kept.`,
      instead: 'The dashboard adds it up for each chain; stop the execution from there.',
    });
  }
  if (limits.delaySeconds > 0 && (!Number.isInteger(limits.delaySeconds) || limits.backoffRate !== 1)) {
    cannot.push({
      what: 'A Wait state waits whole seconds: delays are rounded.',
      instead: 'Nothing is lost but less than a second.',
    });
  }
  cannot.push(rateLimit(limits.ratePerSecond, 'An execution'));
  cannot.push({
    what: 'Only runs that the state machine starts are run again, not those that others invoke.',
    instead: 'Start chains by starting an execution with the first payload as its input.',
  });
  if (/"requestId"|"timestamp"/.test(when)) {
    cannot.push({
      what: 'The task does not tell the request ID of a run that failed, and dates records by itself.',
      instead: 'Ask for other fields; the dashboard joins the run by its time.',
    });
  }
  return cannot;
}

function ruleProblems(condition: Condition): EnactmentProblem[] {
  const problems: EnactmentProblem[] = [];
  const rule = ruleEnactment(condition);
  if (!rule.ok) {
    problems.push({
      field: rule.field,
      message: rule.message,
      nextStep: 'Change the pattern or the counter.',
    });
  } else if (!rule.bounded) {
    problems.push({
      field: 'counterPath',
      message: 'EventBridge cannot count, so that nothing ends the loop.',
      nextStep: 'Name the field in which the function counts its runs, such as responsePayload.attempt.',
    });
  }
  if (condition.eventBusName === null) {
    problems.push({
      field: 'eventBusName',
      message: 'The function’s results need a bus that the rule listens to.',
      nextStep: 'Choose an event bus.',
    });
  }
  return problems;
}

function roundProblems({ limits }: Condition): EnactmentProblem[] {
  if (limits.maxAttempts <= MOST_ROUNDS) return [];
  return [
    {
      field: 'maxAttempts',
      message: `An execution ends with its 25,000th event, which is about ${MOST_ROUNDS} runs; the condition allows ${limits.maxAttempts}.`,
      nextStep: `Allow at most ${MOST_ROUNDS} runs, or take another way.`,
    },
  ];
}

const RETRIES: EnactmentLimit = {
  what: 'A run that failed is tried twice more by Lambda itself, before or beside the condition.',
  instead:
    'The function’s MaximumRetryAttempts becomes 0 with the deployment, and is put back when it is removed.',
};

function rateLimit(ratePerSecond: number, who: string): EnactmentLimit {
  return {
    what: `${who} knows nothing of other chains: ${ratePerSecond} a second over all of them is not kept.`,
    instead:
      'The function’s reserved concurrency is what holds them together; the dashboard’s own way keeps the rate.',
  };
}

function mayFollowFailure(when: string): boolean {
  const parsed = parseEventPattern(when);
  return parsed.ok && mayFollow(parsed.pattern).failure;
}
