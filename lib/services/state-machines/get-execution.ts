import { describeExecution } from '../../aws/describe-execution.ts';
import { describeStateMachineForExecution } from '../../aws/describe-state-machine-for-execution.ts';
import type { Execution } from '../../aws/execution.ts';
import { nullWhereAbsent } from '../../aws/null-where-absent.ts';
import type { ExecutionDetail, StateMachineGraph } from '../../contract/state-machine.ts';
import { AppError } from '../../domain/app-error.ts';
import { HISTORY_FULL_WORDS, isHistoryFull } from '../../domain/execution-history/history-full.ts';
import { readExecutionHistory } from '../../domain/execution-history/read-execution-history.ts';
import { readDefinition } from '../../domain/state-machine/read-definition.ts';
import { targetOfArn } from '../../domain/target-arn.ts';
import type { ExecutionRow } from '../../store/store-executions.ts';
import { executionEvents } from './execution-events.ts';
import { executionArnFor, type MachineContext } from './machine-context.ts';
import { stateVisits } from './state-visits.ts';

/**
 * One execution of a Standard state machine: the states that it entered with their attempts and runs, along the graph of
 * the definition that it started with. One that AWS no longer keeps is told as it was recorded, without its history.
 * Throws `not-found`, or why AWS could not be read.
 */
export async function getExecution(
  context: MachineContext,
  ref: { name: string; executionName: string },
): Promise<ExecutionDetail> {
  const executionArn = executionArnFor(context, ref);
  const { executions } = context.store;
  const execution = await nullWhereAbsent(describeExecution(context.aws, executionArn));
  if (execution === null) {
    const row = await executions.find(executionArn);
    if (row === null) throw missing(ref);
    return { ...factsOf(row, row), graph: null, visits: [], eventCount: 0, truncated: true };
  }
  const { status, redriveCount } = execution;
  const closed = status !== 'RUNNING' && status !== 'PENDING_REDRIVE';
  const [{ events, complete }, graph] = await Promise.all([
    executionEvents(context, { executionArn, state: `${status} ${redriveCount}`, closed }),
    graphOf(context, executionArn),
  ]);
  // what is known of it and of its runs, as of the same moment
  const [row, hops] = await Promise.all([executions.find(executionArn), executions.hopsOf(executionArn)]);
  const history = readExecutionHistory(events);
  const { visits, cut } = stateVisits(history.states, graph, hops);
  return {
    ...factsOf(execution, row),
    graph,
    visits,
    eventCount: events.length,
    truncated: !complete || cut || history.incomplete,
  };
}

function missing({ name, executionName }: { name: string; executionName: string }): AppError {
  return new AppError('not-found', `The state machine ${name} has no execution ${executionName}.`, {
    field: 'executionName',
    nextStep:
      'AWS keeps executions for 90 days after they closed, and none of Express state machines or of machines that were deleted.',
  });
}

type Facts = Omit<ExecutionDetail, 'graph' | 'visits' | 'eventCount' | 'truncated'>;

function factsOf(execution: Execution | ExecutionRow, row: ExecutionRow | null): Facts {
  const { stateMachineArn } = execution;
  return {
    executionArn: execution.executionArn,
    stateMachineArn,
    stateMachineName: targetOfArn(stateMachineArn).name,
    name: execution.name,
    status: execution.status,
    startedAt: execution.startedAt.toISOString(),
    stoppedAt: execution.stoppedAt?.toISOString() ?? null,
    redriveCount: execution.redriveCount,
    error: execution.error,
    cause: execution.cause,
    ending: isHistoryFull(execution) ? HISTORY_FULL_WORDS : null,
    input: execution.input,
    output: execution.output,
    traceHeader: execution.traceHeader,
    redriveStatus: 'redriveStatus' in execution ? execution.redriveStatus : null,
    redriveReason: 'redriveReason' in execution ? execution.redriveReason : null,
    chainId: row?.chainId ?? null,
    hopCount: row?.hopCount ?? 0,
    startedBy: row?.startedBy ?? null,
    parentExecutionArn: row?.parentExecutionArn ?? null,
    operationId: row?.operationId ?? null,
  };
}

/** Null where the definition cannot be read or drawn. */
async function graphOf({ aws }: MachineContext, executionArn: string): Promise<StateMachineGraph | null> {
  try {
    const read = readDefinition((await describeStateMachineForExecution(aws, executionArn)).definition);
    return read.ok ? read.graph : null;
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
