import type { QueryLanguage } from '../asl/definition.ts';
import { parseIntrinsicCall } from '../asl/intrinsic-call.ts';
import { INTRINSIC_FUNCTIONS } from '../asl/intrinsic-functions.ts';
import { isJsonObject, type Json } from '../asl/json.ts';
import { parseJsonPath } from '../asl/json-path.ts';
import { jsonataOf, jsonataProblem } from '../asl/jsonata-template.ts';
import type { Report } from './diagnostic.ts';

const VARIABLE = /^[\p{L}_][\p{L}\p{N}_]{0,79}$/u;
const CALL_NAMES = /States\.([A-Za-z0-9]+)\(/g;

/** A path that may be null, as InputPath; `reference` where it must name one place. */
export function checkPath(
  value: Json,
  location: string,
  report: Report,
  { nullable = false, reference = false, result = false } = {},
): void {
  if (value === null && nullable) return;
  const path = typeof value === 'string' ? parseJsonPath(value) : null;
  if (path === null) {
    if (typeof value === 'string' && !reference && parseIntrinsicCall(value) !== null && !nullable) return;
    report(location, 'Value is not a valid JSONPath');
  } else if (reference && !path.definite) report(location, 'Value is not a Reference Path');
  else if (result && path.root !== 'input') report(location, 'Value is not a Reference Path');
}

/** Parameters, ResultSelector and the like: each member that ends in `.$` must be a path or an intrinsic call. */
export function checkPayload(template: Json, location: string, report: Report): void {
  if (Array.isArray(template)) {
    for (const [index, one] of template.entries()) checkPayload(one, `${location}[${index}]`, report);
  } else if (isJsonObject(template)) {
    for (const [key, value] of Object.entries(template)) {
      const place = `${location}/${key}`;
      if (!key.endsWith('.$')) checkPayload(value, place, report);
      else if (Object.hasOwn(template, key.slice(0, -2)))
        report(place, `The field is there with and without '.$'`);
      else checkDynamic(value, key, place, report);
    }
  }
}

function checkDynamic(value: Json, key: string, place: string, report: Report): void {
  if (typeof value === 'string') {
    if (value.startsWith('$') && parseJsonPath(value) !== null) return;
    if (parseIntrinsicCall(value) !== null) {
      for (const [, name = ''] of value.matchAll(CALL_NAMES)) {
        if (!INTRINSIC_FUNCTIONS.has(name) && !value.includes(`'`)) {
          report(place, `The function 'States.${name}' is not supported`);
        }
      }
      return;
    }
  }
  report(
    place,
    `The value for the field '${key}' must be a valid JSONPath or a valid intrinsic function call`,
  );
}

/** Every `{% … %}` in the value must be an expression; text that only begins or ends like one is refused. */
export function checkJsonata(template: Json, location: string, report: Report): void {
  if (Array.isArray(template)) {
    for (const [index, one] of template.entries()) checkJsonata(one, `${location}[${index}]`, report);
  } else if (isJsonObject(template)) {
    for (const [key, value] of Object.entries(template)) checkJsonata(value, `${location}/${key}`, report);
  } else if (typeof template === 'string') {
    const expression = jsonataOf(template);
    if (expression !== null) {
      const problem = jsonataProblem(expression);
      if (problem !== null) report(location, `The JSONata expression is invalid: ${problem}`);
    } else if (template.trim().startsWith('{%') || template.trim().endsWith('%}')) {
      report(location, "A JSONata expression must start with '{%' and end with '%}'");
    }
  }
}

/** Assign: names of variables with values in the state's language. */
export function checkAssign(value: Json, location: string, language: QueryLanguage, report: Report): void {
  if (!isJsonObject(value)) {
    report(location, 'Value must be an object');
    return;
  }
  for (const key of Object.keys(value)) {
    const name = language === 'JSONPath' ? key.replace(/\.\$$/, '') : key;
    if (name === 'states') report(`${location}/${key}`, "The name 'states' is reserved");
    else if (!VARIABLE.test(name)) report(`${location}/${key}`, `'${name}' is not a valid variable name`);
  }
  if (language === 'JSONata') checkJsonata(value, location, report);
  else checkPayload(value, location, report);
}
