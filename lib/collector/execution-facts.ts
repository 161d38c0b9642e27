import type { Execution, ListedExecution } from '../aws/execution.ts';
import type { ExecutionHistory } from '../domain/execution-history/execution-history.ts';
import type { ExecutionFacts, ExecutionStatus } from '../store/store-executions.ts';

/** What ListExecutions, or DescribeExecution, tells of an execution. */
export function executionFacts(execution: ListedExecution | Execution): ExecutionFacts {
  const { executionArn, stateMachineArn, name, status, startedAt, stoppedAt, redriveCount, redrivenAt } =
    execution;
  const described = 'input' in execution ? execution : null;
  return {
    executionArn,
    // a version or alias is of the same machine
    stateMachineArn: stateMachineArn.split(':').slice(0, 7).join(':'),
    stateMachineName: stateMachineArn.split(':')[6] ?? '',
    name,
    status,
    startedAt,
    stoppedAt,
    redriveCount,
    redrivenAt,
    error: described?.error ?? null,
    cause: described?.cause ?? null,
    input: described?.input ?? null,
    output: described?.output ?? null,
    traceHeader: described?.traceHeader ?? null,
    parentExecutionArn: null,
  };
}

const STATUSES: Record<ExecutionHistory['status'], ExecutionStatus> = {
  running: 'RUNNING',
  succeeded: 'SUCCEEDED',
  failed: 'FAILED',
  'timed-out': 'TIMED_OUT',
  aborted: 'ABORTED',
};

/** The history knows an end, or a redrive, before AWS's other answers do. */
export function factsWithHistory(facts: ExecutionFacts, history: ExecutionHistory): ExecutionFacts {
  const { status, redriveCount, endedAtMs, error, cause, output } = history;
  if (redriveCount < facts.redriveCount) return facts;
  if (redriveCount === facts.redriveCount && (status === 'running' || facts.status !== 'RUNNING'))
    return facts;
  const redriven = redriveCount > facts.redriveCount;
  return {
    ...facts,
    status: STATUSES[status],
    redriveCount,
    stoppedAt: status === 'running' || endedAtMs === null ? null : new Date(endedAtMs),
    error: error ?? (redriven ? null : facts.error),
    cause: cause ?? (redriven ? null : facts.cause),
    output: output ?? (redriven ? null : facts.output),
  };
}
