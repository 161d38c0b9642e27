import { isJsonObject, type Json, type JsonObject, parseJson } from '../asl/json.ts';
import type { TaskOutcome } from '../run/task.ts';
import { callService, NoAnswer, type ServiceAnswer } from './call-service.ts';
import type { TaskSurroundings } from './task-surroundings.ts';

/** The task `events:putEvents`: one entry that is refused fails it. */
export async function putEvents(
  parameters: Json,
  execution: { arn: string; stateMachineArn: string },
  around: TaskSurroundings,
): Promise<TaskOutcome> {
  const given = isJsonObject(parameters) && Array.isArray(parameters.Entries) ? parameters.Entries : [];
  const denied = around.denied('events:PutEvents', busArnOf(given[0], around));
  if (denied !== null) return failed('EventBridge.AccessDeniedException', denied);
  const trace = around.traceHeader();
  const body = JSON.stringify({
    Entries: given.map((entry) => (isJsonObject(entry) ? entryOf(entry, execution) : entry)),
  });
  let answer: ServiceAnswer;
  try {
    answer = await callService({
      endpoint: around.endpoint,
      region: around.region,
      service: 'events',
      path: '/',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'AWSEvents.PutEvents',
        ...(trace === null ? {} : { 'x-amzn-trace-id': trace }),
      },
      body,
      signal: around.signal,
    });
  } catch (error) {
    if (error instanceof NoAnswer) return failed('EventBridge.SdkClientException', error.message);
    throw error;
  }
  const value = parseJson(answer.body.toString());
  if (answer.status >= 300) {
    const message = isJsonObject(value) ? String(value.message) : '';
    return failed(
      `EventBridge.${answer.headers['x-amzn-errortype'] ?? 'EventBridgeException'}`,
      `${message} (Service: EventBridge, Status Code: ${answer.status}, Request ID: ${answer.requestId})`,
    );
  }
  if (!isJsonObject(value)) return failed('EventBridge.EventBridgeException', 'The answer is no object.');
  const result = { Entries: value.Entries ?? [], FailedEntryCount: value.FailedEntryCount ?? 0 };
  return result.FailedEntryCount === 0
    ? { kind: 'succeeded', output: result }
    : failed('EventBridge.FailedEntry', JSON.stringify(result));
}

/** A detail may be an object; machine and execution are among the resources. */
function entryOf(entry: JsonObject, execution: { arn: string; stateMachineArn: string }): JsonObject {
  const { Detail } = entry;
  const resources = Array.isArray(entry.Resources) ? entry.Resources : [];
  return {
    ...entry,
    ...(Detail === undefined || typeof Detail === 'string' ? {} : { Detail: JSON.stringify(Detail) }),
    Resources: [...resources, execution.stateMachineArn, execution.arn],
  };
}

function busArnOf(entry: Json | undefined, { region, accountId }: TaskSurroundings): string {
  const name = isJsonObject(entry) && typeof entry.EventBusName === 'string' ? entry.EventBusName : 'default';
  return name.startsWith('arn:') ? name : `arn:aws:events:${region}:${accountId}:event-bus/${name}`;
}

function failed(error: string, cause: string): TaskOutcome {
  return { kind: 'failed', error, cause };
}
