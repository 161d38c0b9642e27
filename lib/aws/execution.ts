type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED' | 'PENDING_REDRIVE';

/** A Standard execution as ListExecutions gives it. */
export interface ListedExecution {
  executionArn: string;
  stateMachineArn: string;
  name: string;
  status: ExecutionStatus;
  startedAt: Date;
  stoppedAt: Date | null;
  redriveCount: number;
  redrivenAt: Date | null;
}

/** A Standard execution as DescribeExecution gives it. */
export interface Execution extends ListedExecution {
  /** JSON text; null where AWS leaves it out. */
  input: string | null;
  output: string | null;
  error: string | null;
  cause: string | null;
  /** The `X-Amzn-Trace-Id` it was started with. */
  traceHeader: string | null;
  redriveStatus: string | null;
  redriveReason: string | null;
}

interface SdkExecution {
  executionArn?: string | undefined;
  stateMachineArn?: string | undefined;
  name?: string | undefined;
  status?: ExecutionStatus | undefined;
  startDate?: Date | undefined;
  stopDate?: Date | undefined;
  redriveCount?: number | undefined;
  redriveDate?: Date | undefined;
}

export function listedExecutionOf(listed: SdkExecution): ListedExecution {
  return {
    executionArn: listed.executionArn ?? '',
    stateMachineArn: listed.stateMachineArn ?? '',
    name: listed.name ?? '',
    status: listed.status ?? 'RUNNING',
    startedAt: listed.startDate ?? new Date(0),
    stoppedAt: listed.stopDate ?? null,
    redriveCount: listed.redriveCount ?? 0,
    redrivenAt: listed.redriveDate ?? null,
  };
}
