import type { EventEntryRow, PublishedEntryRow } from './store-events.ts';
import type { StoredProblem } from './stored-problem.ts';

export type OperationStatus = 'pending' | 'sent' | 'answered' | 'failed' | 'unconfirmed' | 'dismissed';
type OperationKind = 'invoke' | 'publish' | 'start-execution' | 'stop-execution' | 'redrive-execution';
export interface OperationRow {
  operationId: string;
  kind: OperationKind;
  status: OperationStatus;
  /** Null where no function is invoked. */
  functionName: string | null;
  functionArn: string | null;
  invocationType: 'RequestResponse' | 'Event' | null;
  stateMachineArn: string | null;
  /** Of what is started, stopped or redriven; null of an Express execution that was not answered yet. */
  executionArn: string | null;
  /** Whose due re-run it is. */
  conditionId: string | null;
  /** Of the chain, that a due re-run makes. */
  attempt: number | null;
  /** The input of an execution; empty where events are published. */
  payload: string;
  /** By position; null of an invocation. */
  entries: PublishedEntryRow[] | null;
  /** The Root chosen before it is sent. */
  traceId: string;
  hopId: string | null;
  parentHopId: string | null;
  separate: boolean;
  chainId: string | null;
  requestId: string | null;
  /** Names the process that sends it, so that a restart can tell its own from another's. */
  instanceId: string;
  createdAt: Date;
  sentAt: Date | null;
  settledAt: Date | null;
  statusCode: number | null;
  functionError: string | null;
  response: string | null;
  tail: { text: string; truncated: boolean } | null;
  error: StoredProblem | null;
}
export interface NewOperation {
  operationId: string;
  /** Default: invoke, or publish with `entries`. */
  kind?: OperationKind;
  /** With `entries` it publishes events, and has no function, type or payload. */
  functionName: string | null;
  functionArn: string | null;
  invocationType: 'RequestResponse' | 'Event' | null;
  payload: string;
  entries?: readonly EventEntryRow[];
  stateMachineArn?: string;
  /** Of a Standard execution that is started, its name makes it: then a lost reply is settled by it. */
  executionArn?: string;
  conditionId?: string;
  attempt?: number;
  traceId: string;
  /** The hop that is run again and whose chain goes on; null for a new chain. */
  parentHopId: string | null;
  /** An operator's "start a new chain". */
  separate: boolean;
  instanceId: string;
  /** From the API's Idempotency-Key, hashed with the function's name. */
  idempotencyKey: string | null;
  /** Of function, payload and type, or of the entries: the same key with another fingerprint is a conflict. */
  fingerprint: string;
}
export interface PublishResult {
  position: number;
  eventId: string | null;
  error: StoredProblem | null;
  retryable: boolean;
}
export interface OperationStore {
  /** Writes it down; `created` is false when operationId or idempotencyKey exists, and `row` is then the first one. */
  create(operation: NewOperation): Promise<{ row: OperationRow; created: boolean }>;
  /** pending → sent, exactly once: false when it was sent before. */
  markSent(operationId: string): Promise<boolean>;
  /**
   * AWS took or answered it: settles the row and observes the invocation (hop, chain, payload, response), so that
   * `hopId` and `chainId` are known on return.
   */
  markAnswered(
    operationId: string,
    answer: {
      requestId: string;
      statusCode: number;
      functionError: string | null;
      errorType: string | null;
      errorMessage: string | null;
      response: string | null;
      tail: { text: string; truncated: boolean } | null;
    },
  ): Promise<OperationRow>;
  /**
   * PutEvents was answered, with one result per entry, whether it took them or not: settles the row and makes the
   * accepted events known, so that the hop it continues has published them. `eventId` null: AWS refused the entry.
   */
  markPublished(operationId: string, results: readonly PublishResult[]): Promise<OperationRow>;
  /**
   * AWS started, stopped or redrove the execution: settles the row and, where it goes on with a hop's chain, makes the
   * execution what that hop started.
   */
  markStarted(operationId: string, answer: { executionArn: string; at: Date }): Promise<OperationRow>;
  markFailed(operationId: string, error: StoredProblem): Promise<OperationRow>;
  markUnconfirmed(operationId: string): Promise<OperationRow>;
  dismiss(operationId: string): Promise<OperationRow>;
  find(operationId: string): Promise<OperationRow | null>;
  listUnconfirmed(): Promise<OperationRow[]>;
  /**
   * Operations of instances other than those alive: what was sent becomes unconfirmed, what was not sent yet failed
   * (nothing ran).
   */
  recover(aliveInstanceIds: readonly string[]): Promise<OperationRow[]>;
  /** Unconfirmed ones whose trace ID or request appears in the logs, or whose execution is known, are settled. */
  reconcile(): Promise<OperationRow[]>;
}
