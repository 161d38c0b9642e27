import { AwsError, type SandboxClock, type WireRequest } from '../../service.ts';
import type { JudgeRole } from '../iam/judge-role.ts';
import type { ExecutionRecord } from './execution-record.ts';
import type { ExecutionStore } from './execution-store.ts';
import type { Executor } from './executor.ts';
import type { MachineRecord, MachineStore } from './machine-store.ts';
import type { StartTask } from './run/task.ts';

/** What operations work on. */
export interface StatesSurroundings {
  machines: MachineStore;
  executions: ExecutionStore;
  executor: Executor;
  startTask: StartTask;
  judgeRole: JudgeRole;
  clock: SandboxClock;
  timeScale: number;
  accountId: string;
}

/** One request to Step Functions. */
export interface StatesCall extends StatesSurroundings {
  request: WireRequest;
  body: Record<string, unknown>;
}

const MACHINE = /^arn:aws[\w-]*:states:[a-z0-9-]+:\d{12}:stateMachine:[^:]+$/;
const EXECUTION = /^arn:aws[\w-]*:states:[a-z0-9-]+:\d{12}:execution:[^:]+:[^:]+$/;
const EXPRESS = /^arn:aws[\w-]*:states:[a-z0-9-]+:\d{12}:express:/;

/** The machine of an ARN; InvalidArn or StateMachineDoesNotExist where there is none. */
export function requireMachine(machines: MachineStore, arn: string): MachineRecord {
  if (!arn.startsWith('arn:')) throw invalidArn(`Invalid ARN prefix: ${arn}`);
  const unqualified = arn.split(':').slice(0, 7).join(':');
  const machine = machines.find(unqualified);
  if (unqualified !== arn || !MACHINE.test(arn) || machine === undefined) {
    throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
  }
  return machine;
}

/** The standard execution of an ARN; InvalidArn or ExecutionDoesNotExist where there is none. */
export function requireExecution(executions: ExecutionStore, arn: string): ExecutionRecord {
  if (!arn.startsWith('arn:')) throw invalidArn(`Invalid ARN prefix: ${arn}`);
  if (EXPRESS.test(arn)) {
    throw invalidArn(`Resource type not valid in this context: express`);
  }
  const execution = EXECUTION.test(arn) ? executions.find(arn) : undefined;
  if (execution === undefined) {
    throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
  }
  return execution;
}

function invalidArn(reason: string): AwsError {
  return new AwsError('InvalidArn', `Invalid Arn: '${reason}'`);
}

export function typeNotSupported(): AwsError {
  return new AwsError(
    'StateMachineTypeNotSupported',
    'This operation is not supported by this type of state machine',
  );
}
