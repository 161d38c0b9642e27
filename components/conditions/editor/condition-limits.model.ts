import type { ConditionLimits } from '@/lib/contract/condition';
import { durationWords } from '@/lib/domain/condition/duration-words';

/** The limits as they are typed; an empty one is not set. */
export type LimitsDraft = Record<Exclude<keyof ConditionLimits, 'jitter'>, string> & {
  jitter: ConditionLimits['jitter'];
};
export type LimitField = Exclude<keyof ConditionLimits, 'jitter'>;

export interface LimitWords {
  field: LimitField;
  label: string;
  hint?: string;
  /** What may be written, said where something else is. */
  takes: string;
  /** Where it may be left empty: what then holds. */
  empty: string | null;
  seconds: boolean;
}

const YEAR = '31,536,000 seconds, a year';

export const LIMIT_FIELDS: readonly LimitWords[] = [
  {
    field: 'maxAttempts',
    label: 'Most runs of one chain',
    hint: 'the first included',
    takes: 'A whole number from 2 to 10,000',
    empty: null,
    seconds: false,
  },
  {
    field: 'delaySeconds',
    label: 'Delay before the next run, seconds',
    takes: `From 0 to ${YEAR}`,
    empty: null,
    seconds: true,
  },
  {
    field: 'backoffRate',
    label: 'Back-off: each delay times',
    takes: 'From 1, which keeps the delay, to 10',
    empty: null,
    seconds: false,
  },
  {
    field: 'maxDelaySeconds',
    label: 'Longest delay, seconds',
    takes: `From 0 to ${YEAR}, or nothing`,
    empty: 'no cap',
    seconds: true,
  },
  {
    field: 'windowSeconds',
    label: 'Window from the first run, seconds',
    takes: `A whole number from 1 to ${YEAR}, or nothing`,
    empty: 'no end',
    seconds: true,
  },
  {
    field: 'budgetUsd',
    label: 'Budget of one chain, USD',
    takes: 'More than 0, up to 1,000,000, or nothing',
    empty: 'no budget',
    seconds: false,
  },
  {
    field: 'ratePerSecond',
    label: 'Rate over all chains, runs a second',
    takes: 'More than 0, up to 1,000',
    empty: null,
    seconds: false,
  },
  {
    field: 'maxAgeSeconds',
    label: 'Oldest result to act on, seconds',
    takes: 'A whole number from 1 to 604,800, a week',
    empty: null,
    seconds: true,
  },
];

export function limitsDraft(limits: ConditionLimits): LimitsDraft {
  const text = (value: number | null) => (value === null ? '' : `${value}`);
  return {
    maxAttempts: text(limits.maxAttempts),
    delaySeconds: text(limits.delaySeconds),
    backoffRate: text(limits.backoffRate),
    maxDelaySeconds: text(limits.maxDelaySeconds),
    jitter: limits.jitter,
    windowSeconds: text(limits.windowSeconds),
    budgetUsd: text(limits.budgetUsd),
    ratePerSecond: text(limits.ratePerSecond),
    maxAgeSeconds: text(limits.maxAgeSeconds),
  };
}

/** What is sent; what is no number is NaN, which the contract's schema refuses. */
export function limitsOf(draft: LimitsDraft): ConditionLimits {
  const number = (text: string) => (text.trim() === '' ? Number.NaN : Number(text));
  const orNull = (text: string) => (text.trim() === '' ? null : Number(text));
  return {
    maxAttempts: number(draft.maxAttempts),
    delaySeconds: number(draft.delaySeconds),
    backoffRate: number(draft.backoffRate),
    maxDelaySeconds: orNull(draft.maxDelaySeconds),
    jitter: draft.jitter,
    windowSeconds: orNull(draft.windowSeconds),
    budgetUsd: orNull(draft.budgetUsd),
    ratePerSecond: number(draft.ratePerSecond),
    maxAgeSeconds: number(draft.maxAgeSeconds),
  };
}

/** A written number of seconds as a person says it; null where that is no clearer. */
export function secondsWords(text: string): string | null {
  const seconds = Number(text);
  return text.trim() === '' || !Number.isFinite(seconds) || seconds < 60 ? null : durationWords(seconds);
}
