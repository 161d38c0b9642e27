import { type ExecutionEvent, isRecord, jsonIn, textIn } from './execution-event.ts';
import type { TaskAttempt } from './execution-history.ts';
import type { HistoryTree } from './history-tree.ts';
import { readTaskAnswer } from './task-answer.ts';

const STEP =
  /(Scheduled|Started|Submitted|Succeeded|TimedOut|ScheduleFailed|StartFailed|SubmitFailed|Failed)$/;

/** An event of a task: a new attempt, or what became of the one before. False where no task is known. */
export function readTaskEvent(tree: HistoryTree, event: ExecutionEvent): boolean {
  const step = STEP.exec(event.type)?.[1];
  const state = tree.find(event, ({ type }) => type === 'Task');
  if (step === undefined || state === null) return false;
  tree.own(event, state);
  const { run } = state;
  const { details, timestampMs, type } = event;
  const before = run.attempts.at(-1);
  let attempt = before;
  if (attempt === undefined || (step === 'Scheduled' && !isMissing(event, attempt))) {
    attempt = newAttempt();
    run.attempts.push(attempt);
  }
  attempt.eventIds.push(event.id);
  attempt.resource ??= textIn(details, 'resource');
  attempt.resourceType ??= type.startsWith('Task') ? textIn(details, 'resourceType') : null;
  switch (step) {
    case 'Scheduled':
      attempt.scheduledAtMs = timestampMs;
      attempt.parameters = jsonIn(details, 'parameters') ?? jsonIn(details, 'input');
      attempt.timeoutSeconds = secondsIn(details.timeoutInSeconds);
      attempt.heartbeatSeconds = secondsIn(details.heartbeatInSeconds);
      attempt.credentialsRoleArn = isRecord(details.taskCredentials)
        ? textIn(details.taskCredentials, 'roleArn')
        : null;
      attempt.waitedMs =
        timestampMs === null || before === undefined || before.endedAtMs === null
          ? null
          : timestampMs - before.endedAtMs;
      // the failure before it was tried again
      run.error = attempt.error;
      run.cause = attempt.cause;
      return true;
    case 'Started':
      attempt.startedAtMs = timestampMs;
      return true;
    case 'Submitted':
      Object.assign(
        attempt,
        readTaskAnswer(attempt, jsonIn(details, 'output'), { failed: false, submitted: true }),
      );
      return true;
    case 'Succeeded':
      attempt.status = 'succeeded';
      attempt.endedAtMs = timestampMs;
      attempt.output = jsonIn(details, 'output');
      Object.assign(attempt, readTaskAnswer(attempt, attempt.output, { failed: false, submitted: false }));
      return true;
    default:
      attempt.status = step === 'TimedOut' ? 'timed-out' : 'failed';
      attempt.endedAtMs = timestampMs;
      attempt.error = textIn(details, 'error');
      attempt.cause = jsonIn(details, 'cause');
      Object.assign(attempt, readTaskAnswer(attempt, attempt.cause, { failed: true, submitted: false }));
      run.error = attempt.error ?? (step === 'TimedOut' ? 'States.Timeout' : 'States.TaskFailed');
      run.cause = attempt.cause;
      return true;
  }
}

/** Whether this is how the attempt began: its other events came before, out of order. */
function isMissing({ previousEventId }: ExecutionEvent, attempt: TaskAttempt): boolean {
  const { scheduledAtMs, parameters, eventIds } = attempt;
  return scheduledAtMs === null && parameters === null && !eventIds.includes(previousEventId);
}

function newAttempt(): TaskAttempt {
  return {
    status: 'running',
    resourceType: null,
    resource: null,
    parameters: null,
    timeoutSeconds: null,
    heartbeatSeconds: null,
    credentialsRoleArn: null,
    output: null,
    error: null,
    cause: null,
    scheduledAtMs: null,
    startedAtMs: null,
    endedAtMs: null,
    waitedMs: null,
    requestId: null,
    traceHeader: null,
    childExecutionArn: null,
    eventIds: [],
  };
}

function secondsIn(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
