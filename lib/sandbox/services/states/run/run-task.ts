import type { Json, JsonObject } from '../asl/json.ts';
import { FieldError, StateError } from '../asl/state-error.ts';
import { failureDetails, outputDetails } from './history-event.ts';
import type { Sequence } from './run.ts';
import { Aborted, childSignal, orAborted } from './scope.ts';
import { enteredOf, frameOf, updateEntered } from './sequence-state.ts';
import { dataLimitWords, isTooLarge, type StateIo } from './state-io.ts';
import { type TaskOutcome, type TaskResource, taskResourceOf } from './task.ts';
import { awaitTimeout } from './task-timeout.ts';

const MAX_SECONDS = 99_999_999;

/** Starts the task, waits for it and writes its events; returns its result. */
export async function runTask(sequence: Sequence, io: StateIo): Promise<Json> {
  const { run, path } = sequence;
  const text = io.state.Resource ?? '';
  const resource = taskResourceOf(text);
  if (resource === null) throw new Error(`no task ${text}`);
  const { doing } = enteredOf(sequence);
  const restarted = doing?.kind === 'task';
  const childArn = restarted ? (doing.childArn ?? null) : null;
  const parameters = await io.arguments();
  const timeoutSeconds = await secondsOf(io, 'TimeoutSeconds');
  if (!restarted) await schedule(sequence, io, resource, parameters, timeoutSeconds);
  const outcome: TaskOutcome | 'timeout' =
    restarted && childArn === null
      ? lost(resource)
      : await settle(sequence, text, resource, parameters, timeoutSeconds, childArn);
  const previousEventId = frameOf(sequence).lastEventId;
  const eventId = run.log.events.length + 1;
  const record = (suffix: string, details: JsonObject, kept: Parameters<typeof updateEntered>[1]) =>
    run.log.record([{ previousEventId, ...taskEvent(resource, suffix, details) }], path, {
      lastEventId: eventId,
      ...updateEntered(sequence, kept),
    });
  if (outcome === 'timeout') {
    record('TimedOut', { error: 'States.Timeout' }, { doing: { kind: 'failure', error: 'States.Timeout' } });
    throw new StateError('States.Timeout');
  }
  if (outcome.kind === 'succeeded' && !isTooLarge(outcome.output)) {
    const details = outputDetails(JSON.stringify(outcome.output));
    record('Succeeded', details, { doing: { kind: 'result', result: outcome.output } });
    return outcome.output;
  }
  const { error, cause } =
    outcome.kind === 'failed'
      ? outcome
      : {
          error: 'States.DataLimitExceeded',
          cause: dataLimitWords(resource.kind === 'function' ? resource.arn : resource.resourceType),
        };
  record('Failed', failureDetails(error, cause), { doing: { kind: 'failure', error, cause } });
  throw new StateError(error, cause);
}

async function schedule(
  sequence: Sequence,
  io: StateIo,
  resource: TaskResource,
  parameters: Json,
  timeoutSeconds: number | null,
): Promise<void> {
  const { run, path } = sequence;
  const heartbeatSeconds = await secondsOf(io, 'HeartbeatSeconds');
  const role = io.state.Credentials === undefined ? null : await roleOf(io);
  const limits = {
    ...(timeoutSeconds === null ? {} : { timeoutInSeconds: timeoutSeconds }),
    ...(heartbeatSeconds === null ? {} : { heartbeatInSeconds: heartbeatSeconds }),
    ...(role === null ? {} : { taskCredentials: { roleArn: role } }),
  };
  const input = JSON.stringify(parameters);
  const scheduled =
    resource.kind === 'function'
      ? { input, inputDetails: { truncated: false }, resource: resource.arn, ...limits }
      : { parameters: input, region: run.record.region, ...limits };
  const scheduledId = run.log.events.length + 1;
  run.log.record(
    [
      { previousEventId: frameOf(sequence).lastEventId, ...taskEvent(resource, 'Scheduled', scheduled) },
      { previousEventId: scheduledId, ...taskEvent(resource, 'Started', {}) },
    ],
    path,
    { lastEventId: scheduledId + 1, ...updateEntered(sequence, { doing: { kind: 'task' } }) },
  );
}

/** Runs the task until it ends, its time is up or the sequence is ended from outside. */
async function settle(
  sequence: Sequence,
  text: string,
  resource: TaskResource,
  parameters: Json,
  timeoutSeconds: number | null,
  childArn: string | null,
): Promise<TaskOutcome | 'timeout'> {
  const { run, path } = sequence;
  const scope = childSignal(sequence.signal);
  const timeout = awaitTimeout(timeoutSeconds, resource, run.clock);
  const task = run.startTask({
    execution: run.record,
    resource: text,
    parameters,
    childArn,
    signal: scope.signal,
    submitted(output, startedArn) {
      const previousEventId = frameOf(sequence).lastEventId;
      const eventId = run.log.events.length + 1;
      const details = outputDetails(JSON.stringify(output));
      run.log.record([{ previousEventId, ...taskEvent(resource, 'Submitted', details) }], path, {
        lastEventId: eventId,
        ...updateEntered(sequence, { doing: { kind: 'task', childArn: startedArn } }),
      });
    },
  });
  try {
    const outcome = await orAborted(Promise.race([task, timeout.elapsed]), sequence.signal);
    if (outcome === 'timeout') {
      task.catch(() => {});
      scope.abort(new Aborted('timeout'));
    }
    return outcome;
  } finally {
    timeout.cancel();
    scope.release();
  }
}

/** Nobody knows how the task ended: it ran when the sandbox was ended. */
function lost(resource: TaskResource): TaskOutcome {
  const service =
    resource.kind === 'function' || resource.resourceType === 'lambda'
      ? 'Lambda'
      : resource.resourceType === 'events'
        ? 'EventBridge'
        : 'StepFunctions';
  return {
    kind: 'failed',
    error: `${service}.SdkClientException`,
    cause: 'Unable to execute HTTP request: the sandbox was restarted while the task ran.',
  };
}

/** Events of a function that is named by its ARN have names and details of their own. */
function taskEvent(resource: TaskResource, suffix: string, details: JsonObject) {
  if (resource.kind === 'function') {
    const named = { [`lambdaFunction${suffix}EventDetails`]: details };
    return { type: `LambdaFunction${suffix}`, ...(suffix === 'Started' ? {} : { details: named }) };
  }
  const { resourceType, resource: name } = resource;
  const all = { ...details, resource: name, resourceType };
  return { type: `Task${suffix}`, details: { [`task${suffix}EventDetails`]: all } };
}

async function secondsOf(io: StateIo, name: 'TimeoutSeconds' | 'HeartbeatSeconds'): Promise<number | null> {
  const given = await io.field(name, io.state[name], io.state[`${name}Path`]);
  if (given === undefined) return null;
  if (typeof given === 'number' && Number.isInteger(given) && given > 0 && given <= MAX_SECONDS) return given;
  const words = `Expected an integer from 1 to ${MAX_SECONDS}, but was ${JSON.stringify(given)}`;
  throw io.language === 'JSONata'
    ? new FieldError(
        'States.QueryEvaluationError',
        `The field '${name}' has an unsupported value. ${words}`,
        name,
      )
    : new FieldError(
        'States.Runtime',
        `The ${name}Path parameter does not reference a valid value. ${words}`,
      );
}

async function roleOf(io: StateIo): Promise<string> {
  const given = io.state.Credentials ?? {};
  const role =
    typeof given['RoleArn.$'] === 'string'
      ? await io.field('Credentials/RoleArn', undefined, given['RoleArn.$'])
      : await io.field('Credentials/RoleArn', given.RoleArn, undefined);
  if (typeof role === 'string') return role;
  throw new FieldError('States.Runtime', 'Credentials.RoleArn must be the ARN of a role');
}
