import { randomUUID } from 'node:crypto';
import { AwsError } from '../../../service.ts';
import { isJsonObject, type Json, type JsonObject, parseJson } from '../asl/json.ts';
import type { ExecutionRecord } from '../execution-record.ts';
import type { TaskOutcome, TaskRequest } from '../run/task.ts';
import { sdkMetadata } from './sdk-metadata.ts';
import type { TaskSurroundings } from './task-surroundings.ts';

/** What nested executions need of the executions' keeper. */
export interface ChildExecutions {
  start(request: {
    stateMachineArn: string;
    name: string;
    input: string;
    traceHeader: string | null;
  }): ExecutionRecord;
  /** Resolves when the execution is over; rejects with the signal's reason. */
  ended(arn: string, signal: AbortSignal): Promise<ExecutionRecord>;
  stop(arn: string): void;
}

/** The task `states:startExecution`, and its `.sync` forms, which wait for the execution to end. */
export async function startChild(
  form: 'startExecution' | 'startExecution.sync' | 'startExecution.sync:2',
  { parameters, childArn, submitted, signal }: TaskRequest,
  around: TaskSurroundings,
  children: ChildExecutions,
): Promise<TaskOutcome> {
  let arn = childArn;
  if (arn === null) {
    const started = begin(parameters, around, children);
    if ('kind' in started) return started;
    const output = startedOutput(started);
    if (form === 'startExecution') return { kind: 'succeeded', output };
    arn = started.arn;
    submitted(output, arn);
  }
  const startedArn = arn;
  const record = await children.ended(startedArn, signal).catch((error: unknown) => {
    // AWS ends the nested execution with the one that waits for it
    if (signal.aborted) children.stop(startedArn);
    throw error;
  });
  const output = describedOutput(record, form === 'startExecution.sync:2');
  return record.status === 'SUCCEEDED'
    ? { kind: 'succeeded', output }
    : { kind: 'failed', error: 'States.TaskFailed', cause: JSON.stringify(output) };
}

function begin(
  parameters: Json,
  around: TaskSurroundings,
  children: ChildExecutions,
): ExecutionRecord | TaskOutcome {
  const given: JsonObject = isJsonObject(parameters) ? parameters : {};
  const { StateMachineArn, Name, Input } = given;
  if (typeof StateMachineArn !== 'string') {
    return failed('States.Runtime', "The field 'StateMachineArn' is required but was missing");
  }
  const denied = around.denied('states:StartExecution', StateMachineArn);
  if (denied !== null) return failed('StepFunctions.AccessDeniedException', denied);
  try {
    return children.start({
      stateMachineArn: StateMachineArn,
      name: typeof Name === 'string' ? Name : randomUUID(),
      input: Input === undefined ? '{}' : typeof Input === 'string' ? Input : JSON.stringify(Input),
      traceHeader: around.traceHeader(),
    });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const words = `${error.message} (Service: AWSStepFunctions; Status Code: ${error.status}; Error Code: ${error.code}; Request ID: ${randomUUID()}; Proxy: null)`;
    return failed(`StepFunctions.${error.code}Exception`, words);
  }
}

function startedOutput({ arn, startedAtMs }: ExecutionRecord): JsonObject {
  const requestId = randomUUID();
  const content = JSON.stringify({ executionArn: arn, startDate: startedAtMs / 1_000 });
  return {
    ExecutionArn: arn,
    ...sdkMetadata({
      status: 200,
      requestId,
      headers: {
        'content-length': String(content.length),
        'content-type': 'application/x-amz-json-1.0',
        date: new Date(startedAtMs).toUTCString(),
        'x-amzn-requestid': requestId,
      },
    }),
    StartDate: startedAtMs,
  };
}

/** DescribeExecution's answer; `.sync:2` has input and output as JSON instead of text. */
function describedOutput(record: ExecutionRecord, parsed: boolean): JsonObject {
  const value = (text: string): Json => (parsed ? parseJson(text) : text);
  return {
    ExecutionArn: record.arn,
    Input: value(record.input),
    InputDetails: { Included: true },
    Name: record.name,
    ...(record.output === null ? {} : { Output: value(record.output) }),
    OutputDetails: { Included: true },
    ...(record.error === null ? {} : { Error: record.error }),
    ...(record.cause === null ? {} : { Cause: record.cause }),
    RedriveCount: record.redriveCount,
    StartDate: record.startedAtMs,
    StateMachineArn: record.stateMachineArn,
    Status: record.status,
    ...(record.stoppedAtMs === null ? {} : { StopDate: record.stoppedAtMs }),
  };
}

function failed(error: string, cause: string): TaskOutcome {
  return { kind: 'failed', error, cause };
}
