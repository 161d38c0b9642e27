import type { HopStatus } from '../domain/hop.ts';
import type { RecordedText } from './store.ts';

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
  status: 'due' | 'sending' | 'sent' | 'unconfirmed' | 'failed' | 'cancelled';
  operationId: string | null;
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
  traceId: string | null;
  startedAt: Date | null;
  endedAt: Date;
  chainStartedAt: Date | null;
  chainCostUsd: number | null;
  billedDurationMs: number | null;
  costUsd: number | null;
  payload: RecordedText | null;
  response: RecordedText | null;
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
  figures(
    since: Date,
  ): Promise<
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
  /** Ended hops of these functions that no version deployed now has judged yet, oldest first. */
  unjudged(functionNames: readonly string[], limit: number): Promise<JudgedHop[]>;
  /** Decision and, where it runs again, the due re-run, in one transaction; the same hop and condition once only. */
  decide(
    decision: Omit<DecisionRow, 'decidedAt'>,
    due: Omit<DueRerunRow, 'status' | 'operationId'> | null,
  ): Promise<boolean>;
  decisionsOf(hopId: string): Promise<DecisionRow[]>;
  undecidable(conditionId: string, limit: number): Promise<DecisionRow[]>;

  due(chainId: string | null): Promise<DueRerunRow[]>;
  /** Takes what is due for this process, each row once by a fencing number; `operationId` is written with it. */
  claimDue(now: Date, limit: number, fence: number): Promise<DueRerunRow[]>;
  settleDue(
    dueRerunId: string,
    fence: number,
    to: { status: DueRerunRow['status']; operationId: string | null },
  ): Promise<boolean>;
  /** due → cancelled; false when it was sent already. */
  cancelDue(dueRerunId: string): Promise<boolean>;
  runDueNow(dueRerunId: string): Promise<boolean>;
}
