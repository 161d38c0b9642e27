import { z } from 'zod';
import { AwsError } from '../../../service.ts';
import type { Definition } from '../asl/definition.ts';
import { isJsonObject, type Json, type JsonObject, parseJson } from '../asl/json.ts';
import { catcherFor, retrierFor, retryDelaySeconds } from '../asl/match-error.ts';
import { FieldError, StateError } from '../asl/state-error.ts';
import { diagnose } from '../definition/diagnose.ts';
import type { ExecutionRecord } from '../execution-record.ts';
import { leavingOf } from '../run/leave-state.ts';
import { StateIo } from '../run/state-io.ts';
import type { StatesCall } from '../states-call.ts';
import { parseStatesInput, zArn, zOneOf, zText } from '../states-input.ts';

const zTest = z.object({
  definition: zText(1, 1_048_576),
  roleArn: zArn.optional(),
  input: z.string().default('{}'),
  inspectionLevel: zOneOf(['INFO', 'DEBUG', 'TRACE']).default('INFO'),
  revealSecrets: z.boolean().default(false),
  variables: z.string().default('{}'),
  context: z.string().default('{}'),
  stateName: zText(1, 80).optional(),
  mock: z
    .object({
      result: z.string().optional(),
      errorOutput: z.object({ error: z.string().optional(), cause: z.string().optional() }).optional(),
      fieldValidationMode: z.string().optional(),
    })
    .optional(),
});
type Input = z.output<typeof zTest>;

/** TestState runs one state, without an execution; a mock takes the place of its task. */
export async function testState(call: StatesCall) {
  const input = parseStatesInput(zTest, call.body);
  const { state, name, language } = await stateOf(input);
  const inspected: JsonObject = {};
  const io = new StateIo({
    state,
    language,
    input: jsonOf(input.input, 'input'),
    variables: objectOf(input.variables, 'variables'),
    context: objectOf(input.context, 'context'),
    inspect: (step, value) => {
      inspected[step] = JSON.stringify(value);
    },
  });
  const answer = await outcomeOf(call, input, io, name, (result) => {
    inspected.result = JSON.stringify(result);
  });
  const inspectionData = { input: input.input, ...inspected };
  return { ...answer, ...(input.inspectionLevel === 'INFO' ? {} : { inspectionData }) };
}

/** The state that is meant, whose definition must be right: a state alone, or one of a machine's. */
async function stateOf({ definition, stateName }: Input) {
  const given = jsonOf(definition, 'definition');
  if (!isJsonObject(given)) throw invalid('Definition must be a valid JSON object');
  const alone = given.States === undefined;
  const name = stateName ?? 'State';
  // a state alone may go on to states that are not there
  const machine = alone ? machineAround(given, name) : given;
  const problems = await diagnose(JSON.stringify(machine), 'STANDARD');
  if (problems.length > 0) {
    throw invalid(problems.map(({ message, location }) => `${message} at ${location ?? '/'}`).join(', '));
  }
  const { States, QueryLanguage = 'JSONPath' } = machine as unknown as Definition;
  const state = Object.hasOwn(States, name) ? States[name] : undefined;
  if (state === undefined)
    throw new AwsError('ValidationException', `State not found in definition: ${name}`);
  if (state.Type === 'Parallel' || state.Type === 'Map') {
    throw new AwsError('ValidationException', `The sandbox does not test states of type ${state.Type}`);
  }
  return { state, name, language: state.QueryLanguage ?? QueryLanguage };
}

function machineAround(state: JsonObject, name: string): JsonObject {
  const targets = new Set<string>();
  const note = (value: Json | undefined) => {
    if (typeof value === 'string' && value !== name) targets.add(value);
  };
  note(state.Next);
  note(state.Default);
  for (const list of [state.Choices, state.Catch]) {
    for (const one of Array.isArray(list) ? list : []) if (isJsonObject(one)) note(one.Next);
  }
  const ends = [...targets].map((target): [string, Json] => [target, { Type: 'Succeed' }]);
  const own = state.Type === 'Choice' && ends.length === 0 ? { ...state, Default: name } : state;
  return { StartAt: name, States: { [name]: own, ...Object.fromEntries(ends) } };
}

async function outcomeOf(
  call: StatesCall,
  input: Input,
  io: StateIo,
  name: string,
  onResult: (result: Json) => void,
): Promise<Record<string, unknown>> {
  try {
    const exit =
      io.state.Type === 'Task'
        ? {
            ...(await io.afterResult(await taskResult(call, input, io, onResult))),
            next: io.state.Next ?? null,
          }
        : await leavingOf(io);
    return {
      status: 'SUCCEEDED',
      output: JSON.stringify(exit.output),
      ...(exit.next === null ? {} : { nextState: exit.next }),
    };
  } catch (error) {
    return failureOf(error, io, name);
  }
}

async function taskResult(
  call: StatesCall,
  { mock, roleArn }: Input,
  io: StateIo,
  onResult: (result: Json) => void,
): Promise<Json> {
  const parameters = await io.arguments();
  if (mock?.errorOutput !== undefined) {
    throw new StateError(mock.errorOutput.error ?? '', mock.errorOutput.cause ?? '');
  }
  let result: Json;
  if (mock?.result !== undefined) result = jsonOf(mock.result, 'mock.result');
  else {
    if (roleArn === undefined) {
      throw new AwsError('ValidationException', 'RoleArn is required when no mock is given');
    }
    const outcome = await call.startTask({
      execution: executionFor(call, roleArn),
      resource: io.state.Resource ?? '',
      parameters,
      childArn: null,
      submitted: () => {},
      signal: AbortSignal.timeout(300_000),
    });
    if (outcome.kind === 'failed') throw new StateError(outcome.error, outcome.cause);
    result = outcome.output;
  }
  onResult(result);
  return result;
}

async function failureOf(error: unknown, io: StateIo, name: string): Promise<Record<string, unknown>> {
  const failure =
    error instanceof FieldError
      ? new StateError(
          error.error,
          `An error occurred while executing the state '${name}' (entered at the event id #0). ${error.message}`,
        )
      : error;
  if (!(failure instanceof StateError)) throw failure;
  const words = { error: failure.error, cause: failure.stateCause ?? '' };
  const { Retry = [], Catch = [], Type } = io.state;
  const again = retrierFor(Retry, [], failure.error, Type === 'Task');
  if (again !== null) {
    const retryBackoffIntervalSeconds = Math.ceil(retryDelaySeconds(again.retrier, 0, () => 1));
    return {
      ...words,
      status: 'RETRIABLE',
      inspectionData: { errorDetails: { retryIndex: again.index, retryBackoffIntervalSeconds } },
    };
  }
  const caught = catcherFor(Catch, failure.error, Type === 'Task');
  if (caught === null) return { ...words, status: 'FAILED' };
  const errorOutput = { Error: failure.error, Cause: failure.stateCause ?? '' };
  const { output } = await io.afterCatch(caught.catcher, caught.index, errorOutput);
  return {
    ...words,
    status: 'CAUGHT_ERROR',
    output: JSON.stringify(output),
    nextState: caught.catcher.Next,
  };
}

/** What tasks want to know of the execution that they run for. */
function executionFor({ request, accountId, clock }: StatesCall, roleArn: string): ExecutionRecord {
  const arn = (kind: string, name: string) => `arn:aws:states:${request.region}:${accountId}:${kind}:${name}`;
  return {
    ordinal: 0,
    region: request.region,
    arn: arn('execution', 'test-state:test-state'),
    name: 'test-state',
    stateMachineArn: arn('stateMachine', 'test-state'),
    stateMachineName: 'test-state',
    type: 'STANDARD',
    definition: '{}',
    roleArn,
    revisionId: null,
    machineUpdatedAtMs: clock.now(),
    status: 'RUNNING',
    startedAtMs: clock.now(),
    stoppedAtMs: null,
    input: '{}',
    output: null,
    error: null,
    cause: null,
    traceHeader: null,
    redriveCount: 0,
    redrivenAtMs: null,
    redriveTokens: {},
  };
}

function jsonOf(text: string, member: string): Json {
  try {
    return parseJson(text);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    if (member === 'definition') throw invalid(`INVALID_JSON_DESCRIPTION: ${words}`);
    throw new AwsError('InvalidExecutionInput', `Invalid ${member}: '${words}'`);
  }
}

function objectOf(text: string, member: string): JsonObject {
  const value = jsonOf(text, member);
  if (isJsonObject(value)) return value;
  throw new AwsError('ValidationException', `The ${member} must be a JSON object`);
}

function invalid(words: string): AwsError {
  return new AwsError('InvalidDefinition', `Invalid State Machine Definition: '${words}'`);
}
