import { holds } from '../asl/choice-rule.ts';
import { isJsonObject, type Json } from '../asl/json.ts';
import { FieldError, StateError } from '../asl/state-error.ts';
import type { Exit } from './run.ts';
import type { StateIo } from './state-io.ts';

/** How a Pass, Choice, Wait, Succeed or Fail state is left, once it has waited. */
export async function leavingOf(io: StateIo): Promise<Exit> {
  const { state } = io;
  const next = state.Next ?? null;
  switch (state.Type) {
    case 'Pass':
      return { ...(await passed(io)), next };
    case 'Choice':
      return choose(io);
    case 'Fail':
      throw new StateError(await wordsOf(io, 'Error'), await wordsOf(io, 'Cause'));
    default:
      return { ...(await io.afterInput()), next };
  }
}

async function passed(io: StateIo) {
  if (io.language === 'JSONata') return io.afterInput();
  return io.afterResult(io.state.Result === undefined ? await io.arguments() : io.state.Result);
}

async function choose(io: StateIo): Promise<Exit> {
  const { Choices = [], Default } = io.state;
  for (const [index, rule] of Choices.entries()) {
    const met =
      io.language === 'JSONata'
        ? (await condition(io, rule.Condition ?? false, `Choices[${index}]/Condition`)) === true
        : holds(rule, io.paths());
    if (!met) continue;
    const next = typeof rule.Next === 'string' ? rule.Next : null;
    const assign = isJsonObject(rule.Assign) ? rule.Assign : undefined;
    const output = io.language === 'JSONata' && rule.Output !== undefined ? rule.Output : undefined;
    if (output === undefined) return { ...(await io.afterInput(assign)), next };
    return {
      ...(await io.afterInput(assign)),
      output: await io.jsonata(output, `Choices[${index}]/Output`),
      next,
    };
  }
  if (Default !== undefined) return { ...(await io.afterInput()), next: Default };
  throw new FieldError(
    'States.NoChoiceMatched',
    'Failed to transition out of the state. The state does not point to a next state.',
  );
}

async function condition(io: StateIo, given: Json, field: string): Promise<Json> {
  const value = await io.jsonata(given, field);
  if (typeof value === 'boolean') return value;
  throw new FieldError(
    'States.QueryEvaluationError',
    `The JSONata expression '${String(given)}' specified for the field '${field}' returned an unexpected result type. Expected 'boolean', but was '${value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value}'`,
    field,
  );
}

async function wordsOf(io: StateIo, field: 'Error' | 'Cause'): Promise<string> {
  const value = await io.field(field, io.state[field], io.state[`${field}Path`]);
  return value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
}
