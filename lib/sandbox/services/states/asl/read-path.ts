import { isJsonObject, type Json, type JsonObject, memberOf } from './json.ts';
import { type JsonPath, type PathStep, parseJsonPath } from './json-path.ts';
import { matchesFilter } from './path-filter.ts';
import { FieldError } from './state-error.ts';

/** What paths are read from. */
export interface PathScope {
  input: Json;
  context: JsonObject;
  variables: JsonObject;
}

/** The value at a path, a list of matches for an indefinite one; FieldError `States.Runtime` where it leads nowhere. */
export function readPath(text: string, scope: PathScope): Json {
  const path = parseJsonPath(text);
  if (path === null) throw new FieldError('States.Runtime', `Invalid path '${text}'`);
  if (!path.definite) return matchesOf(path, rootOf(path, scope));
  let value = rootOf(path, scope);
  let place = '$';
  for (const step of path.steps) {
    const next = definiteStep(step, value);
    if (next === undefined) {
      const missing =
        step.kind === 'member' ? `'${step.names[0]}'` : step.kind === 'index' && step.indexes[0];
      const reason =
        step.kind === 'member' && (typeof value !== 'object' || value === null)
          ? `Expected to find an object with property [${missing}] in path ${place} but found '${kindOf(value)}'. This is not a json object according to the JsonProvider.`
          : step.kind === 'member'
            ? `Missing property in path ${place}[${missing}]`
            : `Index out of bounds: ${missing} in path ${place}`;
      throw new FieldError('States.Runtime', `Invalid path '${text}' : ${reason}`);
    }
    place +=
      step.kind === 'member' ? `['${step.names[0]}']` : `[${step.kind === 'index' ? step.indexes[0] : ''}]`;
    value = next;
  }
  return value;
}

/** As `readPath`, undefined where it leads nowhere. */
export function findPath(text: string, scope: PathScope): Json | undefined {
  const path = parseJsonPath(text);
  if (path === null) return undefined;
  if (!path.definite) return matchesOf(path, rootOf(path, scope));
  let value: Json | undefined = rootOf(path, scope);
  for (const step of path.steps) {
    value = definiteStep(step, value);
    if (value === undefined) return undefined;
  }
  return value;
}

function rootOf(path: JsonPath, scope: PathScope): Json {
  if (path.root === 'input') return scope.input;
  if (path.root === 'context') return scope.context;
  const value = memberOf(scope.variables, path.root.variable);
  if (value === undefined) {
    throw new FieldError(
      'States.Runtime',
      `The variable '${path.root.variable}' in '${path.text}' has no value`,
    );
  }
  return value;
}

function definiteStep(step: PathStep, value: Json): Json | undefined {
  if (step.kind === 'member') return isJsonObject(value) ? memberOf(value, step.names[0] ?? '') : undefined;
  if (step.kind === 'index') return Array.isArray(value) ? value.at(step.indexes[0] ?? 0) : undefined;
  return undefined;
}

function matchesOf(path: JsonPath, root: Json): Json[] {
  let values = [root];
  for (const step of path.steps) {
    const from = step.deep ? values.flatMap(withDescendants) : values;
    values = from.flatMap((value) => stepMatches(step, value));
  }
  return values;
}

function withDescendants(value: Json): Json[] {
  return [value, ...childrenOf(value).flatMap(withDescendants)];
}

function childrenOf(value: Json): Json[] {
  if (Array.isArray(value)) return value;
  return isJsonObject(value) ? Object.values(value) : [];
}

function stepMatches(step: PathStep, value: Json): Json[] {
  switch (step.kind) {
    case 'all':
      return childrenOf(value);
    case 'filter':
      return childrenOf(value).filter((child) => matchesFilter(step.filter, child));
    case 'member':
      return isJsonObject(value)
        ? step.names.map((name) => memberOf(value, name)).filter((one) => one !== undefined)
        : [];
    case 'index':
      return Array.isArray(value)
        ? step.indexes.map((index) => value.at(index)).filter((one) => one !== undefined)
        : [];
    case 'slice':
      return Array.isArray(value)
        ? value.slice(step.from ?? 0, step.to ?? value.length).filter((_, index) => index % step.step === 0)
        : [];
  }
}

function kindOf(value: Json): string {
  return value === null ? 'null' : typeof value;
}
