import jsonata from 'jsonata';

export interface TaskAnswer {
  result?: unknown;
  error?: { Error: string; Cause?: string };
}

interface State {
  Type: string;
  Next?: string;
  Default?: string;
  Arguments?: { Payload: unknown };
  Assign?: Record<string, unknown>;
  Output?: unknown;
  Seconds?: unknown;
  Error?: unknown;
  Cause?: unknown;
  Choices?: { Condition: string; Assign?: Record<string, unknown>; Next: string }[];
  Catch?: { ErrorEquals: string[]; Output?: unknown; Next: string }[];
}

export interface DefinitionRun {
  path: string[];
  payloads: unknown[];
  waitedSeconds: unknown[];
  ended: { status: 'SUCCEEDED'; output: unknown } | { status: 'FAILED'; error: unknown; cause: unknown };
}

/** Walks a definition of one task as the Amazon States Language says, on a clock that only Wait states move. */
export async function runDefinition(
  text: string,
  input: unknown,
  answer: (payload: unknown, run: number) => TaskAnswer,
): Promise<DefinitionRun> {
  const { StartAt, States }: { StartAt: string; States: Record<string, State> } = JSON.parse(text);
  const run: Omit<DefinitionRun, 'ended'> = { path: [], payloads: [], waitedSeconds: [] };
  const start = Date.now();
  let now = start;
  let variables: Record<string, unknown> = {};
  let data = input;
  let name: string | undefined = StartAt;
  while (name !== undefined) {
    run.path.push(name);
    const state: State | undefined = States[name];
    if (state === undefined) throw new Error(`no state ${name}`);
    const states: Record<string, unknown> = {
      input: data,
      context: { Execution: { StartTime: new Date(start).toISOString() } },
    };
    const fill = (template: unknown) => filled(template, { ...variables, states }, now);
    const assign = async (of: Record<string, unknown> = {}) => {
      variables = { ...variables, ...Object(await fill(of)) };
    };
    if (state.Type === 'Succeed') {
      return { ...run, ended: { status: 'SUCCEEDED', output: await fill(state.Output) } };
    }
    if (state.Type === 'Fail') {
      const ended = {
        status: 'FAILED' as const,
        error: await fill(state.Error),
        cause: await fill(state.Cause),
      };
      return { ...run, ended };
    }
    name = state.Next;
    if (state.Type === 'Choice') {
      name = state.Default;
      for (const choice of state.Choices ?? []) {
        if ((await fill(choice.Condition)) !== true) continue;
        await assign(choice.Assign);
        name = choice.Next;
        break;
      }
      continue;
    }
    if (state.Type === 'Wait') {
      const seconds = await fill(state.Seconds);
      run.waitedSeconds.push(seconds);
      now += Number(seconds) * 1000;
    }
    if (state.Type === 'Task') {
      const payload = await fill(state.Arguments?.Payload);
      run.payloads.push(payload);
      const { result, error } = answer(payload, run.payloads.length);
      if (error !== undefined) {
        const names = [error.Error, 'States.TaskFailed'];
        const caught = state.Catch?.find(({ ErrorEquals }) => ErrorEquals.some((one) => names.includes(one)));
        if (caught === undefined) throw new Error(error.Error);
        states.errorOutput = error;
        data = caught.Output === undefined ? error : await fill(caught.Output);
        name = caught.Next;
        continue;
      }
      states.result = result;
      data = await fill(state.Output);
    }
    await assign(state.Assign);
  }
  throw new Error('the definition ends nowhere');
}

async function filled(template: unknown, bindings: object, now: number): Promise<unknown> {
  if (typeof template === 'string') {
    const expression = /^\{%([\s\S]*)%\}$/.exec(template)?.[1];
    if (expression === undefined) return template;
    // Step Functions' own bounds are not published; these are narrow
    const compiled = jsonata(expression, { timeout: 2000, stack: 500 });
    compiled.registerFunction('parse', (text: string) => JSON.parse(text));
    compiled.registerFunction('millis', () => now);
    const value = await compiled.evaluate(undefined, { ...bindings });
    if (value === undefined) throw new Error(`undefined: ${template}`);
    return JSON.parse(JSON.stringify(value));
  }
  if (typeof template !== 'object' || template === null) return template;
  const members = Object.entries(template).map(async ([key, value]) => [
    key,
    await filled(value, bindings, now),
  ]);
  const entries = await Promise.all(members);
  return Array.isArray(template) ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}
