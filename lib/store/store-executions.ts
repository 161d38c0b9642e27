import type { ExecutionTask, FollowedBy } from '../domain/execution-history/execution-task.ts';
import type { HopStatus } from '../domain/hop.ts';

export type { ExecutionTask };

export type ExecutionStatus =
  | 'RUNNING'
  | 'SUCCEEDED'
  | 'FAILED'
  | 'TIMED_OUT'
  | 'ABORTED'
  | 'PENDING_REDRIVE';

export interface ExecutionFacts {
  executionArn: string;
  stateMachineArn: string;
  stateMachineName: string;
  name: string;
  status: ExecutionStatus;
  startedAt: Date;
  stoppedAt: Date | null;
  redriveCount: number;
  redrivenAt: Date | null;
  error: string | null;
  cause: string | null;
  input: string | null;
  output: string | null;
  /** As DescribeExecution gives it. */
  traceHeader: string | null;
  /** Where another execution started it. */
  parentExecutionArn: string | null;
}
export interface ExecutionRow extends ExecutionFacts {
  chainId: string | null;
  hopCount: number;
  operationId: string | null;
  /** The run that started it. */
  startedBy: { hopId: string; chainId: string; functionName: string } | null;
  /** The last event of its history that was read. */
  lastEventId: number;
}
/** One hop of an execution, for joining the detail of AWS's history with what is stored. */
export interface ExecutionHopRow {
  eventId: number;
  requestId: string | null;
  hopId: string;
  chainId: string;
  status: HopStatus;
  joinedBy: 'exact' | 'time';
}

/** Facts and tasks of one execution, in one transaction with how far its history was read. */
export interface ExecutionBatch {
  execution: ExecutionFacts;
  /** New ones, and those of which more is known. */
  tasks: readonly ExecutionTask[];
  /** Executions that it started. */
  children: readonly ({ executionArn: string } & FollowedBy)[];
  /** Events that it published. */
  published: readonly ({ eventId: string } & FollowedBy)[];
  lastEventId: number;
  /** It is closed and its history was read to the end: nothing of it is left to follow. */
  complete: boolean;
}

/** Executions as ListExecutions gives them, with how far back the list is whole, in one transaction. */
export interface ExecutionListing {
  stateMachineArn: string;
  /** What the list does not tell (input, output, trace header …) is null and stays as it is known. */
  executions: readonly ExecutionFacts[];
  /** Every execution that started before is known now. */
  listedThroughAt: Date | null;
}

export interface StateMachineRow {
  stateMachineArn: string;
  name: string;
  type: 'STANDARD' | 'EXPRESS';
  watchedByPage: boolean | null;
  /** JSON text as DescribeStateMachine gave it; null until it was read. */
  definition: string | null;
  roleArn: string | null;
  listedThroughAt: Date | null;
  seenAt: Date;
}
export interface StateMachineFigures {
  stateMachineArn: string;
  runningCount: number;
  executionCount24h: number;
  failedCount24h: number;
  lastStartedAt: Date | null;
}

export interface ExecutionStore {
  list(
    filter: { stateMachineArn: string; status: ExecutionStatus | null; from: Date },
    page: { limit: number; cursor: string | null },
  ): Promise<{ rows: ExecutionRow[]; nextCursor: string | null }>;
  find(executionArn: string): Promise<ExecutionRow | null>;
  /** The tasks of which a run is known, in the order of the history. */
  hopsOf(executionArn: string): Promise<ExecutionHopRow[]>;
  /** Not closed yet, or closed with history left to read: what the collector follows on, the oldest first. */
  openArns(limit: number): Promise<{ executionArn: string; stateMachineArn: string }[]>;
  /** AWS keeps it no more: nothing of it is left to read. */
  setUnfollowed(executionArn: string): Promise<void>;
  machines(): Promise<StateMachineRow[]>;
  figures(): Promise<StateMachineFigures[]>;
  upsertMachines(
    machines: readonly Omit<StateMachineRow, 'watchedByPage' | 'listedThroughAt' | 'seenAt'>[],
  ): Promise<void>;
  deleteMissingMachines(stateMachineArns: readonly string[]): Promise<void>;
  setWatched(stateMachineArn: string, watched: boolean | null): Promise<void>;
}
