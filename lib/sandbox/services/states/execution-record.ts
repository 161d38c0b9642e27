type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** An execution as it is kept beside its history. Times are epoch ms, inputs and outputs JSON text. */
export interface ExecutionRecord {
  /** orders executions of the same millisecond */
  ordinal: number;
  region: string;
  arn: string;
  name: string;
  stateMachineArn: string;
  stateMachineName: string;
  type: 'STANDARD' | 'EXPRESS';
  /** the definition and role that it runs by, whatever becomes of the machine */
  definition: string;
  roleArn: string;
  revisionId: string | null;
  machineUpdatedAtMs: number;
  status: ExecutionStatus;
  startedAtMs: number;
  stoppedAtMs: number | null;
  input: string;
  output: string | null;
  error: string | null;
  cause: string | null;
  traceHeader: string | null;
  redriveCount: number;
  redrivenAtMs: number | null;
  /** the tokens of the redrives that were made, so that a repeated request is answered alike */
  redriveTokens: Record<string, number>;
}
