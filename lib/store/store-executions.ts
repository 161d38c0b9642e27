import type { HopStatus } from '../domain/hop.ts';

export type ExecutionStatus =
  | 'RUNNING'
  | 'SUCCEEDED'
  | 'FAILED'
  | 'TIMED_OUT'
  | 'ABORTED'
  | 'PENDING_REDRIVE';

/** One try of a Lambda task, as its history tells it. */
export interface ExecutionTask {
  /** The history's ID of its TaskScheduled or LambdaFunctionScheduled event: the same task again changes nothing. */
  eventId: number;
  stateName: string;
  /** 1 for the first try of one entering of the state. */
  attempt: number;
  /** How often the state was tried in this execution, or in this iteration of a Map, up to it. */
  run: number;
  functionName: string | null;
  functionArn: string | null;
  /** The run's request ID; null where AWS gives no join key (direct ARN, Express). */
  requestId: string | null;
  scheduledAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  error: string | null;
  /** Of the answer's X-Amzn-Trace-Id. */
  traceHeader: string | null;
  /** JSON text sent to the function and given back by it, where the history holds them. */
  payload: string | null;
  response: string | null;
  /** Event IDs of the tasks that ended right before this one: its causes within the execution. */
  causeEventIds: number[];
  /** The tasks that ended before those, nearest first: what ran it as far as known where no run of its causes is. */
  earlierEventIds: number[];
  /** No task ended before those. */
  fromStart: boolean;
}

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
  children: readonly { executionArn: string; at: Date; causeEventIds: readonly number[] }[];
  /** Events that it published. */
  published: readonly { eventId: string; at: Date; causeEventIds: readonly number[] }[];
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
  /** Not closed yet, or closed with history left to read: what the collector follows on. */
  open(limit: number): Promise<ExecutionRow[]>;
  machines(): Promise<StateMachineRow[]>;
  figures(): Promise<StateMachineFigures[]>;
  upsertMachines(
    machines: readonly Omit<StateMachineRow, 'watchedByPage' | 'listedThroughAt' | 'seenAt'>[],
  ): Promise<void>;
  deleteMissingMachines(stateMachineArns: readonly string[]): Promise<void>;
  setWatched(stateMachineArn: string, watched: boolean | null): Promise<void>;
}
