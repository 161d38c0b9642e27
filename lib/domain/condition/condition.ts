export interface ConditionLimits {
  /** Runs of one chain, the first included. */
  maxAttempts: number;
  delaySeconds: number;
  /** Factor from one delay to the next; 1 keeps it. */
  backoffRate: number;
  maxDelaySeconds: number | null;
  jitter: 'NONE' | 'FULL';
  /** From the first run of the chain; null: no end. */
  windowSeconds: number | null;
  /** Of one chain, in USD, estimated from billed durations; null: none. */
  budgetUsd: number | null;
  /** Of all chains of the condition together. */
  ratePerSecond: number;
  /** A result that is older when it is seen is left to a person. */
  maxAgeSeconds: number;
}

/** One version of a condition: when to run a function again, and within which limits. */
export interface Condition {
  conditionId: string;
  name: string;
  functionName: string;
  /** Without version or alias. */
  functionArn: string;
  version: number;
  /** Event pattern text over Lambda's destination record. */
  when: string;
  limits: ConditionLimits;
  how: 'invoke' | 'eventbridge' | 'stepfunctions';
  /** What the next run is given: the same payload, or the response of the last. */
  nextInput: 'request' | 'response';
  /** Where the function keeps its own counter, for the way that cannot count: `responsePayload.attempt`. */
  counterPath: string | null;
  /** For `eventbridge`. */
  eventBusName: string | null;
  deployedAt: Date | null;
}
