import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { AwsError } from '../../../service.ts';
import type { ExecutionRecord } from '../execution-record.ts';
import { startExpress, startStandard } from '../start-execution.ts';
import { requireExecution, requireMachine, type StatesCall, typeNotSupported } from '../states-call.ts';
import { pageOf, parseStatesInput, zArn, zMaxResults, zOneOf, zText } from '../states-input.ts';

const STATUSES = ['SUCCEEDED', 'TIMED_OUT', 'PENDING_REDRIVE', 'ABORTED', 'FAILED', 'RUNNING'] as const;
const zStart = z.object({
  stateMachineArn: zArn,
  name: z.string().optional(),
  input: z.string().default('{}'),
  traceHeader: zText(0, 256).optional(),
});
const zExecution = z.object({ executionArn: zArn, includedData: z.string().optional() });
const zStop = z.object({
  executionArn: zArn,
  error: zText(0, 256).optional(),
  cause: zText(0, 32_768).optional(),
});
const zList = z.object({
  stateMachineArn: zArn.optional(),
  mapRunArn: z.string().optional(),
  statusFilter: zOneOf(STATUSES).optional(),
  redriveFilter: zOneOf(['REDRIVEN', 'NOT_REDRIVEN']).optional(),
  maxResults: zMaxResults,
  nextToken: zText(1, 3_096).optional(),
});

export function startExecution(call: StatesCall) {
  const input = parseStatesInput(zStart, call.body);
  const machine = requireMachine(call.machines, input.stateMachineArn);
  const start = { name: input.name ?? randomUUID(), input: input.input, traceHeader: traceOf(call, input) };
  if (machine.type === 'STANDARD') {
    const { arn, startedAtMs } = startStandard(call, machine, start);
    return { executionArn: arn, startDate: startedAtMs / 1_000 };
  }
  const { record } = startExpress(call, machine, start);
  return { executionArn: record.arn, startDate: record.startedAtMs / 1_000 };
}

/** StartSyncExecution answers when the express execution is over. */
export async function startSyncExecution(call: StatesCall) {
  const input = parseStatesInput(zStart, call.body);
  const machine = requireMachine(call.machines, input.stateMachineArn);
  if (machine.type !== 'EXPRESS') throw typeNotSupported();
  const start = { name: input.name ?? randomUUID(), input: input.input, traceHeader: traceOf(call, input) };
  const record = await startExpress(call, machine, start).ended.catch(() => {
    throw new AwsError('ServiceUnavailable', 'The sandbox was stopped while the execution ran.', 503);
  });
  const durationMs = (record.stoppedAtMs ?? record.startedAtMs) - record.startedAtMs;
  return {
    executionArn: record.arn,
    stateMachineArn: record.stateMachineArn,
    name: record.name,
    startDate: record.startedAtMs / 1_000,
    stopDate: (record.stoppedAtMs ?? record.startedAtMs) / 1_000,
    status: record.status,
    ...outcomeOf(record),
    input: record.input,
    inputDetails: { included: true },
    ...(record.traceHeader === null ? {} : { traceHeader: record.traceHeader }),
    billingDetails: {
      billedMemoryUsedInMB: 64,
      billedDurationInMilliseconds: Math.max(100, Math.ceil(durationMs / 100) * 100),
    },
  };
}

/** StopExecution; an execution that is over stays as it is. */
export function stopExecution(call: StatesCall) {
  const { executionArn, error, cause } = parseStatesInput(zStop, call.body);
  const execution = requireExecution(call.executions, executionArn);
  call.executor.stop(execution.arn, error ?? null, cause ?? null);
  const stopped = requireExecution(call.executions, executionArn);
  return { stopDate: (stopped.stoppedAtMs ?? call.clock.now()) / 1_000 };
}

/** What both a list and a description say of an execution. */
function listed(record: ExecutionRecord) {
  return {
    executionArn: record.arn,
    stateMachineArn: record.stateMachineArn,
    name: record.name,
    status: record.status,
    startDate: record.startedAtMs / 1_000,
    ...(record.stoppedAtMs === null ? {} : { stopDate: record.stoppedAtMs / 1_000 }),
    redriveCount: record.redriveCount,
    ...(record.redrivenAtMs === null ? {} : { redriveDate: record.redrivenAtMs / 1_000 }),
  };
}

export function describeExecution(call: StatesCall) {
  const record = requireExecution(call.executions, parseStatesInput(zExecution, call.body).executionArn);
  return {
    ...listed(record),
    input: record.input,
    inputDetails: { included: true },
    ...outcomeOf(record),
    ...(record.traceHeader === null ? {} : { traceHeader: record.traceHeader }),
    ...redrivability(record),
  };
}

export function listExecutions(call: StatesCall) {
  const input = parseStatesInput(zList, call.body);
  const { stateMachineArn, statusFilter, redriveFilter } = input;
  if (stateMachineArn === undefined) {
    throw new AwsError('ValidationException', 'The sandbox lists the executions of a state machine only.');
  }
  const machine = requireMachine(call.machines, stateMachineArn);
  if (machine.type === 'EXPRESS') throw typeNotSupported();
  const found = call.executions
    .list(machine.arn)
    .filter(({ status }) => statusFilter === undefined || status === statusFilter)
    .filter(
      ({ redriveCount }) =>
        redriveFilter === undefined || (redriveFilter === 'REDRIVEN') === redriveCount > 0,
    );
  const order = {
    keyOf: ({ ordinal }: ExecutionRecord) => ordinal,
    isAfter: (a: number, b: number) => a < b,
  };
  const query = [machine.arn, statusFilter, redriveFilter];
  const page = pageOf(found, input, order, query, call.clock.now());
  return {
    executions: page.items.map(listed),
    ...page.next,
  };
}

/** The header of the request comes before the body's. */
function traceOf(
  { request }: StatesCall,
  { traceHeader }: { traceHeader?: string | undefined },
): string | null {
  const header = request.headers['x-amzn-trace-id'];
  return (typeof header === 'string' && header !== '' ? header : traceHeader) ?? null;
}

function outcomeOf({ output, error, cause }: ExecutionRecord) {
  return {
    ...(output === null ? {} : { output, outputDetails: { included: true } }),
    ...(error === null ? {} : { error }),
    ...(cause === null ? {} : { cause }),
  };
}

function redrivability({ status }: ExecutionRecord) {
  if (status === 'FAILED' || status === 'ABORTED' || status === 'TIMED_OUT') {
    return { redriveStatus: 'REDRIVABLE' };
  }
  return {
    redriveStatus: 'NOT_REDRIVABLE',
    redriveStatusReason: `Execution is ${status} and cannot be redriven`,
  };
}
