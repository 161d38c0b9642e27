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
  /** Event IDs of the tasks that ended right before this one, the latest first: its causes within the execution. */
  causeEventIds: number[];
  /** The tasks that ended before those, nearest first: what ran it as far as known where no run of its causes is. */
  earlierEventIds: number[];
  /** No task ended before those. */
  fromStart: boolean;
}

/** What an execution did after tasks of it: when, and the event IDs of those tasks, the latest first. */
export interface FollowedBy {
  at: Date;
  causeEventIds: number[];
}
