import { jsonMemberText } from '../json-scan.ts';
import { targetOfArn } from '../target-arn.ts';
import { isRecord } from './execution-event.ts';
import type { TaskAttempt } from './execution-history.ts';
import type { ExecutionTask } from './execution-task.ts';

/** Whether the try runs a Lambda function: by the optimised integration, or by the function's ARN. */
export function isLambdaAttempt({ resourceType, resource }: TaskAttempt): boolean {
  if (resourceType === null) return resource !== null && targetOfArn(resource).kind === 'lambda';
  return resourceType === 'lambda' && (resource ?? '').startsWith('invoke');
}

/** Lambda took the call: its own refusals name a service error, and States.* errors come before it or are a timeout. */
const NEVER_RAN = /^(?:Lambda\.(?!Unknown)|States\.(?!Timeout|TaskFailed))/;
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

type LambdaCall = Omit<
  ExecutionTask,
  'eventId' | 'stateName' | 'attempt' | 'run' | 'causeEventIds' | 'earlierEventIds' | 'fromStart'
>;

/** What the try called and what came of it. Without a function where none can have run. */
export function lambdaCallOf(attempt: TaskAttempt): LambdaCall {
  const { parameters, output } = attempt;
  const direct = attempt.resourceType === null;
  const called = direct ? attempt.resource : functionOf(parameters);
  const target = called === null ? null : targetOfArn(called);
  const byToken = attempt.resource?.endsWith('.waitForTaskToken') === true;
  // once Lambda has answered, what fails is the wait for the token
  const failure = byToken && attempt.requestId !== null ? null : failureOf(attempt);
  const ran = failure === null || !NEVER_RAN.test(failure);
  // Lambda only took the event, or the task goes on after the run: when that ends is not known here
  const asynchronous = !direct && (byToken || memberOf(jsonOf(parameters), 'InvocationType') === 'Event');
  return {
    functionName: !ran || called === null ? null : (target?.functionName ?? plainName(called)),
    functionArn: target?.functionName == null ? null : called,
    requestId: requestIdOf(attempt),
    scheduledAt: new Date(attempt.scheduledAtMs ?? attempt.startedAtMs ?? 0),
    startedAt: dateOf(attempt.startedAtMs),
    endedAt: asynchronous ? null : dateOf(attempt.endedAtMs),
    error: failure,
    traceHeader: attempt.traceHeader,
    payload: direct ? parameters : memberText(parameters, 'Payload'),
    response: asynchronous
      ? null
      : failure !== null
        ? attempt.cause
        : direct
          ? output
          : memberText(output, 'Payload'),
  };
}

/** IDs of the events that EventBridge took from a try that put events. */
export function publishedEventIds({ resourceType, resource, output }: TaskAttempt): string[] {
  if (resourceType !== 'events' || !(resource ?? '').startsWith('putEvents')) return [];
  const entries = memberOf(jsonOf(output), 'Entries');
  if (!Array.isArray(entries)) return [];
  return entries.flatMap((entry: unknown) => {
    const eventId = memberOf(entry, 'EventId');
    return typeof eventId === 'string' && ID.test(eventId) ? eventId : [];
  });
}

function failureOf({ error, status, endedAtMs }: TaskAttempt): string | null {
  // what only its execution's end closed may have run well
  if (error !== null || endedAtMs === null) return error;
  return status === 'timed-out' ? 'States.Timeout' : status === 'failed' ? 'States.TaskFailed' : null;
}

function requestIdOf({ requestId }: TaskAttempt): string | null {
  return requestId !== null && ID.test(requestId) ? requestId.toLowerCase() : null;
}

function functionOf(parameters: string | null): string | null {
  const name = memberOf(jsonOf(parameters), 'FunctionName');
  return typeof name === 'string' && name !== '' ? name : null;
}

/** `name`, `name:alias`, `123456789012:function:name` */
function plainName(text: string): string {
  const parts = text.split(':');
  const at = parts.indexOf('function');
  return parts[at + 1] ?? text;
}

function memberText(text: string | null, name: string): string | null {
  return jsonOf(text) === null || text === null ? null : jsonMemberText(text, name);
}

function memberOf(value: unknown, name: string): unknown {
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function jsonOf(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function dateOf(ms: number | null): Date | null {
  return ms === null ? null : new Date(ms);
}
