import type { HopStatus } from '../domain/hop.ts';
import type { NewOperation, OperationRow } from './store-operations.ts';
import type { RecordedText } from './store-recorded-text.ts';

/** A condition as it was last saved. `input` is JSON of what was saved: the services' own schema reads it. */
export interface ConditionRow {
  conditionId: string;
  name: string;
  functionName: string;
  how: 'invoke' | 'eventbridge' | 'stepfunctions';
  version: number;
  input: Record<string, unknown>;
  savedAt: Date;
  /** What stands in AWS, or in this dashboard, now. */
  deployed: {
    version: number;
    how: ConditionRow['how'];
    at: Date;
    paused: boolean;
    /** What deploying made, for drift and removal: JSON. */
    resources: Record<string, unknown>;
  } | null;
}

export interface DueRerunRow {
  dueRerunId: string;
  conditionId: string;
  version: number;
  hopId: string;
  chainId: string;
  functionName: string;
  payload: string;
  traceId: string | null;
  attempt: number;
  dueAt: Date;
  /** Once it is claimed it follows its operation. */
  status: 'due' | 'sending' | 'sent' | 'unconfirmed' | 'failed' | 'cancelled';
  /** Grows with every claim. */
  fence: number;
  operationId: string | null;
}
/** A due re-run that this process may send, by `operation`, which was written down with the claim. */
export interface ClaimedRerun {
  due: DueRerunRow;
  operation: OperationRow;
}

export interface DecisionRow {
  conditionId: string;
  version: number;
  hopId: string;
  decision: 'run-again' | 'stop' | 'undecidable' | 'stale';
  reason: string;
  limit: string | null;
  /** JSON of the fields and values that decided. */
  fields: unknown[];
  /** `revision` of the hop that was judged. */
  revision: bigint;
  decidedAt: Date;
}

/** A hop that ended, with all that a condition is judged by. */
export interface JudgedHop {
  hopId: string;
  chainId: string;
  requestId: string;
  functionName: string;
  functionArn: string | null;
  status: HopStatus;
  errorType: string | null;
  errorMessage: string | null;
  deliveryAttempt: number;
  attempt: number;
  /** It is known of the run itself, not counted on from its cause. */
  attemptStated: boolean;
  traceId: string | null;
  startedAt: Date | null;
  endedAt: Date;
  chainStartedAt: Date | null;
  chainCostUsd: number | null;
  billedDurationMs: number | null;
  costUsd: number | null;
  payload: RecordedText | null;
  response: RecordedText | null;
  /** Grows with every change of the hop. */
  revision: bigint;
}

export interface ConditionStore {
  list(): Promise<ConditionRow[]>;
  find(conditionId: string): Promise<ConditionRow | null>;
  versions(conditionId: string): Promise<Pick<ConditionRow, 'version' | 'savedAt' | 'how' | 'input'>[]>;
  /** A new version; the same content again gives the version there is. */
  save(
    row: Pick<ConditionRow, 'conditionId' | 'name' | 'functionName' | 'how' | 'input'>,
  ): Promise<ConditionRow>;
  setDeployed(conditionId: string, deployed: ConditionRow['deployed']): Promise<void>;
  remove(conditionId: string): Promise<void>;
  /** Per condition since then. */
  figures(since: Date): Promise<
    {
      conditionId: string;
      runCount: number;
      undecidableCount: number;
      staleCount: number;
      dueCount: number;
    }[]
  >;

  /** Ended hops of a function in order of end, for rehearsing; by keyset. */
  scan(
    where: { functionName: string; from: Date; to: Date },
    page: { limit: number; cursor: string | null },
  ): Promise<{ rows: JudgedHop[]; nextCursor: string | null }>;
  /**
   * Hops of the condition's function that ended since then, changed since it was first deployed and that it has not
   * judged, in the order of their changes. What could not be judged comes again once more is known of it. The same
   * `endedSince` again or a later one: what ended before is not looked at any more.
   */
  unjudged(where: { conditionId: string; endedSince: Date; limit: number }): Promise<JudgedHop[]>;
  /**
   * Decision and, where it runs again, the due re-run, in one transaction. False, and nothing written, where the
   * condition has judged the hop before, unless it could not be judged then.
   */
  decide(
    decision: Omit<DecisionRow, 'decidedAt'>,
    due: Omit<DueRerunRow, 'status' | 'fence' | 'operationId' | 'chainId'> | null,
  ): Promise<boolean>;
  decisionsOf(hopId: string): Promise<DecisionRow[]>;
  /** Newest first. */
  decisions(
    conditionId: string,
    decisions: readonly DecisionRow['decision'][],
    limit: number,
  ): Promise<DecisionRow[]>;

  /** What waits or is on its way, soonest first; of one chain, or of all. */
  due(chainId: string | null): Promise<DueRerunRow[]>;
  /** What of the condition was claimed and has no answer. */
  unanswered(conditionId: string): Promise<DueRerunRow[]>;
  findDue(dueRerunId: string): Promise<DueRerunRow | null>;
  dueOfHops(hopIds: readonly string[]): Promise<DueRerunRow[]>;
  /** When the next of these conditions is due; null where nothing waits. */
  nextDueAt(conditionIds: readonly string[]): Promise<Date | null>;
  /**
   * Takes what of the condition is due, each row by one process only, and writes down the operation that will send it:
   * `invoke`s asynchronously with the row's payload. No more than the rate allows among all dashboards. The row then
   * follows its operation: sent, failed or unconfirmed, and due again where its process ended before it was sent.
   */
  claimDue(claim: {
    conditionId: string;
    now: Date;
    limit: number;
    ratePerSecond: number;
    operationOf(due: DueRerunRow): DueOperation;
  }): Promise<ClaimedRerun[]>;
  /** failed → due at another time, for what AWS refused for the moment. False when it is not failed. */
  retryDue(dueRerunId: string, dueAt: Date): Promise<boolean>;
  /** due → cancelled; false when it was sent already. */
  cancelDue(dueRerunId: string): Promise<boolean>;
  /** All that wait of a condition that is paused or removed. Returns how many. */
  cancelDueOf(conditionId: string): Promise<number>;
  /** due now; false when it was sent already. */
  runDueNow(dueRerunId: string): Promise<boolean>;
}

/** What the store does not know of the operation that sends a due re-run. */
export type DueOperation = Pick<
  NewOperation,
  'operationId' | 'functionArn' | 'traceId' | 'instanceId' | 'fingerprint'
>;
