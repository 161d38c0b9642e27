/** What became of an execution, a state, an attempt or a branch, as far as the history goes. */
type HistoryStatus = 'running' | 'succeeded' | 'caught' | 'failed' | 'timed-out' | 'aborted';

/** An execution as a tree. Times are epoch ms, inputs and outputs JSON text. Every event is in one node's `eventIds`. */
export interface ExecutionHistory {
  status: Exclude<HistoryStatus, 'caught'>;
  input: string | null;
  output: string | null;
  error: string | null;
  cause: string | null;
  startedAtMs: number | null;
  endedAtMs: number | null;
  redriveCount: number;
  states: StateRun[];
  eventIds: number[];
  /** events of types that are not known here; they are in a node all the same */
  unknownTypes: string[];
  /** the history does not begin with the execution's first event, or AWS cut data short */
  incomplete: boolean;
}

/** One visit of a state. */
export interface StateRun {
  name: string;
  /** `Task`, `Wait` … */
  type: string;
  status: HistoryStatus;
  enteredAtMs: number | null;
  /** null where it was not left */
  exitedAtMs: number | null;
  input: string | null;
  output: string | null;
  /** variables that it assigned, as JSON text */
  assignedVariables: Readonly<Record<string, string>>;
  /** of what it failed with, or caught */
  error: string | null;
  cause: string | null;
  /** of a Task */
  attempts: TaskAttempt[];
  /** of a Parallel or Map: one for each time its branches or iterations were started */
  rounds: Round[];
  eventIds: number[];
}

/** One try of a task. */
export interface TaskAttempt {
  status: Exclude<HistoryStatus, 'caught'>;
  /** `lambda`; null where the task names a function by its ARN */
  resourceType: string | null;
  /** `invoke`, or the function's ARN */
  resource: string | null;
  /** what it was called with */
  parameters: string | null;
  timeoutSeconds: number | null;
  heartbeatSeconds: number | null;
  /** the role of another account that it was called with */
  credentialsRoleArn: string | null;
  output: string | null;
  error: string | null;
  cause: string | null;
  scheduledAtMs: number | null;
  startedAtMs: number | null;
  endedAtMs: number | null;
  /** between the failure before it and its being scheduled: the retrier's wait */
  waitedMs: number | null;
  /** Lambda's request ID, where the result or cause names it */
  requestId: string | null;
  /** X-Amzn-Trace-Id of the answer */
  traceHeader: string | null;
  /** of a nested execution */
  childExecutionArn: string | null;
  eventIds: number[];
}

/** Branches or iterations that were started together. */
export interface Round {
  status: Exclude<HistoryStatus, 'caught'>;
  /** how many items a Map has; its iterations may be fewer, where it ended before */
  itemCount: number | null;
  sequences: StateSequence[];
  eventIds: number[];
}

/** A branch of Parallel or an iteration of Map. */
export interface StateSequence {
  status: Exclude<HistoryStatus, 'caught'>;
  /** of an iteration */
  index: number | null;
  states: StateRun[];
  eventIds: number[];
}
