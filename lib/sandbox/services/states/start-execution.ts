import { randomBytes, randomUUID } from 'node:crypto';
import { newTraceId } from '../../../domain/trace-header.ts';
import { AwsError } from '../../service.ts';
import { parseJson } from './asl/json.ts';
import type { ExecutionRecord } from './execution-record.ts';
import type { MachineRecord } from './machine-store.ts';
import type { StatesSurroundings } from './states-call.ts';
import { checkName } from './states-input.ts';

const MAX_INPUT_BYTES = 262_144;
const NAME_KEPT_MS = 90 * 86_400_000;

/** What an execution starts with. */
interface ExecutionStart {
  name: string;
  input: string;
  traceHeader: string | null;
}

/**
 * Starts a standard execution, or answers the one of this name that runs with the same input. ExecutionAlreadyExists
 * for another, InvalidExecutionInput, InvalidName.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
 */
export function startStandard(
  { executions, executor, clock }: Pick<StatesSurroundings, 'executions' | 'executor' | 'clock'>,
  machine: MachineRecord,
  start: ExecutionStart,
): ExecutionRecord {
  checkName(start.name);
  checkInput(start.input);
  const arn = `${machine.arn.replace(':stateMachine:', ':execution:')}:${start.name}`;
  const existing = executions.find(arn);
  if (existing !== undefined) {
    if (existing.status === 'RUNNING' && existing.input === start.input) return existing;
    if (clock.now() - (existing.stoppedAtMs ?? clock.now()) < NAME_KEPT_MS) {
      throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
    }
  }
  const record = newExecution(machine, arn, start, executions.nextOrdinal(), clock.now());
  executions.save(record);
  executor.start(record);
  return record;
}

/** Starts an express execution, which is written down nowhere; resolves `ended` when it is over. */
export function startExpress(
  { executor, clock }: Pick<StatesSurroundings, 'executor' | 'clock'>,
  machine: MachineRecord,
  start: ExecutionStart,
): { record: ExecutionRecord; ended: Promise<ExecutionRecord> } {
  checkName(start.name);
  checkInput(start.input);
  const arn = `${machine.arn.replace(':stateMachine:', ':express:')}:${start.name}:${randomUUID()}`;
  return executor.start(newExecution(machine, arn, start, 0, clock.now()));
}

function newExecution(
  machine: MachineRecord,
  arn: string,
  { name, input, traceHeader }: ExecutionStart,
  ordinal: number,
  nowMs: number,
): ExecutionRecord {
  return {
    ordinal,
    region: machine.region,
    arn,
    name,
    stateMachineArn: machine.arn,
    stateMachineName: machine.name,
    type: machine.type,
    definition: machine.definition,
    roleArn: machine.roleArn,
    revisionId: machine.revisionId,
    machineUpdatedAtMs: machine.updatedAtMs,
    status: 'RUNNING',
    startedAtMs: nowMs,
    stoppedAtMs: null,
    input,
    output: null,
    error: null,
    cause: null,
    // with tracing on, an execution that came without a trace begins one
    traceHeader: traceHeader ?? (machine.tracingEnabled ? newTraceHeader(nowMs) : null),
    redriveCount: 0,
    redrivenAtMs: null,
    redriveTokens: {},
  };
}

/** InvalidExecutionInput for what is no JSON, ValidationException for what is over 256 KiB. */
function checkInput(input: string): void {
  if (Buffer.byteLength(input) > MAX_INPUT_BYTES) {
    throw new AwsError(
      'ValidationException',
      `1 validation error detected: Value at 'input' failed to satisfy constraint: Member must have length less than or equal to ${MAX_INPUT_BYTES}`,
    );
  }
  let problem: string;
  try {
    if (input.trim() !== '') {
      parseJson(input);
      return;
    }
    problem = 'Invalid execution input.';
  } catch (error) {
    problem = error instanceof Error ? error.message : String(error);
  }
  throw new AwsError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${problem}'`);
}

function newTraceHeader(nowMs: number): string {
  return `Root=${newTraceId(nowMs / 1_000, randomBytes(12).toString('hex'))};Sampled=1`;
}
