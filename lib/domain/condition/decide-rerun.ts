import type { Condition, ConditionLimits } from './condition.ts';
import { delayOf } from './delay-of.ts';
import { durationWords } from './duration-words.ts';
import type { DecidingField, Evaluation } from './evaluate-condition.ts';

export interface RerunFacts {
  /** 1 for the first run of the chain. */
  attempt: number;
  chainFirstStartedAt: Date;
  /** Estimated; null where a run of the chain did not say what it billed. */
  chainCostUsd: number | null;
  endedAt: Date;
  /** When the dashboard got to know of the end. */
  seenAt: Date;
}

export interface RerunDecision {
  decision: 'run-again' | 'stop' | 'undecidable' | 'stale';
  /** One line in plain words. */
  reason: string;
  /** The limit that decided. */
  limit: 'maxAttempts' | 'window' | 'budget' | 'maxAge' | null;
  /** Of `run-again`; it may be past. */
  dueAt: Date | null;
  fields: DecidingField[];
}

/** As much of a value as one line bears. */
const SPOKEN_CHARACTERS = 60;

/**
 * What follows from a result under a condition. A chain at one of its limits stops; a result from before the condition
 * was deployed, or older than its maximum age when it is seen, is `stale`: a person may run it again, the dashboard
 * never does. Nothing follows from what cannot be judged, the budget's use included. `random` gives 0 to 1.
 */
export function decideRerun(
  condition: Pick<Condition, 'limits' | 'deployedAt'>,
  evaluation: Evaluation,
  facts: RerunFacts,
  random: () => number,
): RerunDecision {
  const { fields } = evaluation;
  if (evaluation.verdict === 'differs') {
    return { decision: 'stop', reason: differenceWords(fields), limit: null, dueAt: null, fields };
  }
  if (evaluation.verdict === 'undecidable') {
    const unknown = fields.filter(({ holds }) => holds === null).map(({ path }) => path);
    const reason = `${unknown.join(' and ')} ${unknown.length > 1 ? 'were' : 'was'} not recorded`;
    return { decision: 'undecidable', reason, limit: null, dueAt: null, fields };
  }
  const { limits } = condition;
  const matched = matchWords(fields);
  const dueAt = new Date(facts.endedAt.getTime() + delayOf(limits, facts.attempt, random));
  const stop = limitReached(limits, facts, dueAt);
  if (stop !== null) {
    const { decision, limit, words } = stop;
    return { decision, reason: `${matched}, but ${words}`, limit, dueAt: null, fields };
  }
  const stale = staleWords(condition, facts);
  if (stale !== null) {
    return {
      decision: 'stale',
      reason: `${matched}, but ${stale.words}`,
      limit: stale.limit,
      dueAt: null,
      fields,
    };
  }
  const since = durationWords(secondsBetween(facts.chainFirstStartedAt, facts.endedAt, Math.floor));
  const reason = `${matched} and attempt ${facts.attempt} < ${limits.maxAttempts}, ${since} since the first run`;
  return { decision: 'run-again', reason, limit: null, dueAt, fields };
}

function limitReached(limits: ConditionLimits, facts: RerunFacts, dueAt: Date) {
  const { attempt, chainFirstStartedAt, chainCostUsd } = facts;
  if (attempt >= limits.maxAttempts) {
    const words = `attempt ${attempt} is the last of ${limits.maxAttempts}`;
    return { decision: 'stop' as const, limit: 'maxAttempts' as const, words };
  }
  const { windowSeconds, budgetUsd } = limits;
  if (windowSeconds !== null && dueAt.getTime() > chainFirstStartedAt.getTime() + windowSeconds * 1000) {
    const after = durationWords(secondsBetween(chainFirstStartedAt, dueAt, Math.ceil));
    const words = `the next run would start ${after} after the first, beyond ${durationWords(windowSeconds)}`;
    return { decision: 'stop' as const, limit: 'window' as const, words };
  }
  if (budgetUsd === null) return null;
  if (chainCostUsd === null) {
    const words = `what the chain has cost is not known, and its budget is ${budgetUsd} USD`;
    return { decision: 'undecidable' as const, limit: 'budget' as const, words };
  }
  if (chainCostUsd < budgetUsd) return null;
  const words = `the chain has cost ${chainCostUsd} USD of ${budgetUsd} USD`;
  return { decision: 'stop' as const, limit: 'budget' as const, words };
}

function staleWords({ limits, deployedAt }: Pick<Condition, 'limits' | 'deployedAt'>, facts: RerunFacts) {
  if (deployedAt === null) return { limit: null, words: 'the condition is not deployed' };
  if (facts.endedAt < deployedAt) {
    return { limit: null, words: 'the run ended before this version of the condition was deployed' };
  }
  const age = secondsBetween(facts.endedAt, facts.seenAt, Math.ceil);
  if (facts.seenAt.getTime() - facts.endedAt.getTime() <= limits.maxAgeSeconds * 1000) return null;
  const words = `the result was seen ${durationWords(age)} after its end, later than ${durationWords(limits.maxAgeSeconds)}`;
  return { limit: 'maxAge' as const, words };
}

function secondsBetween(from: Date, to: Date, round: (value: number) => number): number {
  return Math.max(0, round((to.getTime() - from.getTime()) / 1000));
}

function matchWords(fields: readonly DecidingField[]): string {
  if (fields.length === 0) return 'the condition holds';
  return fields
    .map(({ path, actual }) => (actual === null ? `no ${path}` : `${path}=${spoken(actual)}`))
    .join(' and ');
}

function differenceWords(fields: readonly DecidingField[]): string {
  const words = fields.map(({ path, expected, actual }) =>
    path === ''
      ? `the result is not ${expected}`
      : `${path} is ${actual === null ? 'absent' : spoken(actual)}, not ${expected}`,
  );
  return words.length === 0 ? 'the condition does not hold' : words.join(' and ');
}

/** JSON text as a person writes it: texts without quotes, and not too long. */
function spoken(json: string): string {
  const text = /^"[^"\\]*"$/.test(json) ? json.slice(1, -1) : json;
  return text.length > SPOKEN_CHARACTERS ? `${text.slice(0, SPOKEN_CHARACTERS)}…` : text;
}
