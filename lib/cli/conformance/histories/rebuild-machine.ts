import type {
  ExecutionHistory,
  Round,
  StateRun,
  TaskAttempt,
} from '../../../domain/execution-history/execution-history.ts';

type Step = 'ok' | 'fail' | 'large' | 'slow';
type StateDefinition = Record<string, unknown>;

/** Does what its input plans for this attempt. */
export const PLANNED_FUNCTION = `export const handler = async ({ plan, attempt }) => {
  const step = plan[Math.min(attempt, plan.length - 1)];
  if (step === 'slow') await new Promise((resolve) => setTimeout(resolve, 2_000));
  if (step === 'large') return 'x'.repeat(300_000);
  if (step === 'fail') {
    const error = new Error('Some exception was raised.');
    error.name = 'Exception';
    throw error;
  }
  return {};
};`;

const INVOKE = 'arn:aws:states:::lambda:invoke';
const FAILED_LATE = 'States.Runtime';

/** A machine and its input that must leave the same history, up to names and data. */
export function rebuildMachine(
  history: ExecutionHistory,
  functionArn: string,
  roleArn: string,
): { definition: string; input: string } {
  const rebuilding = new Rebuilding(functionArn, roleArn);
  const definition = JSON.stringify(rebuilding.block(history.states));
  return { definition, input: JSON.stringify(rebuilding.items) };
}

class Rebuilding {
  /** the items of its Map states, as the execution's input */
  readonly items: Record<string, number[]> = {};
  readonly #functionArn: string;
  readonly #roleArn: string;

  constructor(functionArn: string, roleArn: string) {
    this.#functionArn = functionArn;
    this.#roleArn = roleArn;
  }

  block(states: readonly StateRun[]): { StartAt: string; States: Record<string, StateDefinition> } {
    const [first] = states;
    if (first === undefined) return { StartAt: 'None', States: { None: { Type: 'Pass', End: true } } };
    const defined = states.map((state, index): [string, StateDefinition] => [
      state.name,
      this.#state(state, states[index + 1]?.name),
    ]);
    return { StartAt: first.name, States: Object.fromEntries(defined) };
  }

  #state(state: StateRun, next: string | undefined): StateDefinition {
    const { type, assignedVariables, status, error, cause } = state;
    const names = Object.keys(assignedVariables);
    const assign = Object.fromEntries(names.map((name) => [name, 1]));
    const caught = status === 'caught' && next !== undefined;
    const moving = next === undefined ? { End: true } : { Next: next };
    const common = {
      Type: type,
      ...(names.length === 0 || caught ? {} : { Assign: assign }),
      ...(caught
        ? {
            Catch: [
              { ErrorEquals: ['States.ALL'], Next: next, ...(names.length === 0 ? {} : { Assign: assign }) },
            ],
          }
        : {}),
    };
    switch (type) {
      case 'Task':
        return { ...common, ...moving, ...this.#task(state) };
      case 'Parallel':
        return { ...common, ...moving, Branches: this.#branches(state.rounds) };
      case 'Map':
        return { ...common, ...moving, ...this.#iterations(state.rounds) };
      case 'Wait':
        return { ...common, ...moving, Seconds: 1 };
      case 'Choice':
        return {
          Type: type,
          Choices: [{ Variable: '$$.State.Name', IsNull: true, Next: next }],
          Default: next,
        };
      case 'Succeed':
        return { Type: type };
      case 'Fail':
        return { Type: type, Error: error ?? 'Failed', Cause: cause ?? '' };
      default:
        return error === 'States.QueryEvaluationError'
          ? { ...common, ...moving, QueryLanguage: 'JSONata', Output: { error: '{% $nothing %}' } }
          : { ...common, ...moving };
    }
  }

  #task({ attempts, error, status }: StateRun): StateDefinition {
    const optimised = attempts[0]?.resourceType === 'lambda';
    const input = { plan: attempts.map(stepOf), 'attempt.$': '$$.State.RetryCount' };
    const [first] = attempts;
    return {
      Resource: optimised ? INVOKE : this.#functionArn,
      Parameters: optimised ? { FunctionName: this.#functionArn, Payload: input } : input,
      ...(attempts.length > 1
        ? { Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: attempts.length - 1, IntervalSeconds: 1 }] }
        : {}),
      ...(first?.timeoutSeconds != null ? { TimeoutSeconds: 1 } : {}),
      ...(first?.heartbeatSeconds != null ? { HeartbeatSeconds: 1 } : {}),
      ...(first?.credentialsRoleArn != null ? { Credentials: { RoleArn: this.#roleArn } } : {}),
      // it failed although its function did not
      ...(status === 'failed' && error === FAILED_LATE ? { OutputPath: '$.no.such' } : {}),
    };
  }

  #branches(rounds: readonly Round[]): unknown[] {
    return (rounds[0]?.sequences ?? []).map(({ states }) => this.block(states));
  }

  #iterations(rounds: readonly Round[]): StateDefinition {
    const [round] = rounds;
    const sequences = [...(round?.sequences ?? [])].sort((a, b) => b.states.length - a.states.length);
    const count = round?.itemCount ?? sequences.length;
    this.items[`items${count}`] = Array.from({ length: count }, (_, index) => index);
    return {
      ItemsPath: `$$.Execution.Input.items${count}`,
      MaxConcurrency: 1,
      ItemProcessor: this.block(sequences[0]?.states ?? []),
    };
  }
}

function stepOf({ status, error }: TaskAttempt): Step {
  if (status === 'timed-out') return 'slow';
  if (status === 'failed') return error === 'States.DataLimitExceeded' ? 'large' : 'fail';
  return 'ok';
}
