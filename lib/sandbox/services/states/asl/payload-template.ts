import { type IntrinsicCall, parseIntrinsicCall } from './intrinsic-call.ts';
import { INTRINSIC_FUNCTIONS, IntrinsicProblem } from './intrinsic-functions.ts';
import { isJsonObject, type Json, type JsonObject, setMember } from './json.ts';
import { findPath, type PathScope, readPath } from './read-path.ts';
import { FieldError } from './state-error.ts';

/** Parameters, ResultSelector, ItemSelector, Assign of JSONPath: members whose name ends in `.$` are worked out. */
export function fillTemplate(template: Json, scope: PathScope): Json {
  if (Array.isArray(template)) return template.map((one) => fillTemplate(one, scope));
  if (!isJsonObject(template)) return template;
  const filled: JsonObject = {};
  for (const [key, value] of Object.entries(template)) {
    if (key.endsWith('.$') && typeof value === 'string') {
      setMember(filled, key.slice(0, -2), evaluate(value, key, scope));
    } else setMember(filled, key, fillTemplate(value, scope));
  }
  return filled;
}

/** A path or an intrinsic call, as the value of a field named `field`. */
export function evaluate(expression: string, field: string, scope: PathScope): Json {
  if (expression.startsWith('$')) {
    const value = findPath(expression, scope);
    if (value !== undefined) return value;
    throw new FieldError(
      'States.Runtime',
      `The JSONPath '${expression}' specified for the field '${field}' could not be found in the input '${JSON.stringify(scope.input)}'`,
    );
  }
  const call = parseIntrinsicCall(expression);
  if (call === null) {
    throw new FieldError('States.Runtime', `The value for the field '${field}' must be a valid JSONPath`);
  }
  return runCall(call, expression, scope);
}

function runCall(call: IntrinsicCall, expression: string, scope: PathScope): Json {
  const fail = (problem: string) =>
    new FieldError(
      'States.IntrinsicFailure',
      `The function '${expression}' had the following error: ${problem}`,
    );
  const found = INTRINSIC_FUNCTIONS.get(call.name);
  if (found === undefined) throw fail(`States.${call.name} is not a function`);
  const [min, max] = found.arity;
  if (call.arguments.length < min || call.arguments.length > max) {
    throw fail(`States.${call.name} does not take ${call.arguments.length} arguments`);
  }
  const values = call.arguments.map((argument) => {
    if ('value' in argument) return argument.value;
    return 'path' in argument ? readPath(argument.path, scope) : runCall(argument.call, expression, scope);
  });
  try {
    return found.run(...values);
  } catch (error) {
    if (error instanceof IntrinsicProblem) throw fail(error.message);
    throw error;
  }
}
