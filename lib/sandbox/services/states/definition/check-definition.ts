import { JsonSyntax } from '../../../../domain/json-syntax.ts';
import { isJsonObject, type Json, type JsonObject, parseJson } from '../asl/json.ts';
import { checkWhole } from './check-error-handling.ts';
import { checkState } from './check-state.ts';
import type { Diagnostic, Report } from './diagnostic.ts';

const MAX_SECONDS = 99_999_999;
const MAX_NAME = 80;
const MAX_NESTING = 30;
const MACHINE_FIELDS = ['Comment', 'StartAt', 'States', 'Version', 'TimeoutSeconds', 'QueryLanguage'];
const BLOCK_FIELDS = ['Comment', 'StartAt', 'States', 'QueryLanguage', 'ProcessorConfig'];

/** Every problem that the sandbox's own rules find in a definition, each at its place; none where it can run. */
export function checkDefinition(text: string, type: 'STANDARD' | 'EXPRESS'): Diagnostic[] {
  if (text.trim() === '') return [schemaProblem('Definition must be a valid JSON object')];
  const fault = new JsonSyntax(text).check();
  if (fault !== null) {
    const before = text.slice(0, fault.offset);
    const line = before.split('\n').length;
    const location = `line: ${line}, column: ${fault.offset - before.lastIndexOf('\n')}`;
    return [
      {
        severity: 'ERROR',
        code: 'INVALID_JSON_DESCRIPTION',
        message: `${fault.message} at ${location}`,
        location,
      },
    ];
  }
  let definition: Json;
  try {
    definition = parseJson(text);
  } catch (error) {
    return [schemaProblem(error instanceof Error ? error.message : String(error))];
  }
  if (!isJsonObject(definition)) return [schemaProblem('Definition must be a valid JSON object')];
  return new Checker(type === 'EXPRESS').check(definition);
}

function schemaProblem(message: string): Diagnostic {
  return { severity: 'ERROR', code: 'SCHEMA_VALIDATION_FAILED', message };
}

class Checker {
  readonly #found: Diagnostic[] = [];
  readonly #names = new Set<string>();
  readonly #express: boolean;
  #language: 'JSONPath' | 'JSONata' = 'JSONPath';

  constructor(express: boolean) {
    this.#express = express;
  }

  check(definition: JsonObject): Diagnostic[] {
    const { QueryLanguage, TimeoutSeconds } = definition;
    if (QueryLanguage === 'JSONata') this.#language = 'JSONata';
    else if (QueryLanguage !== undefined && QueryLanguage !== 'JSONPath') {
      this.#report('/QueryLanguage', "Value must be 'JSONPath' or 'JSONata'");
    }
    checkWhole(TimeoutSeconds, '/TimeoutSeconds', 1, MAX_SECONDS, this.#report);
    this.#checkBlock(definition, '', MACHINE_FIELDS, 0);
    return this.#found;
  }

  #checkBlock(block: Json, location: string, fields: string[], depth: number): void {
    const place = location === '' ? '/' : location;
    if (depth > MAX_NESTING) {
      this.#report(place, `States are nested deeper than ${MAX_NESTING} levels`);
      return;
    }
    if (!isJsonObject(block)) {
      this.#report(place, 'Value must be an object');
      return;
    }
    const missing = ['States', 'StartAt'].filter((field) => block[field] === undefined);
    if (missing.length > 0) this.#report(place, `These fields are required: [${missing.join(', ')}]`);
    for (const field of Object.keys(block)) {
      if (!fields.includes(field)) {
        this.#report(`${location}/${field}`, `The field '${field}' is not supported by Step Functions`);
      }
    }
    const { States, StartAt } = block;
    if (States === undefined) return;
    if (!isJsonObject(States) || Object.keys(States).length === 0) {
      this.#report(`${location}/States`, 'Value must be an object with at least one state');
      return;
    }
    const known = (name: Json | undefined) => typeof name === 'string' && Object.hasOwn(States, name);
    if (StartAt !== undefined && !known(StartAt)) {
      this.#report(
        `${location}/StartAt`,
        `Missing 'Next' target: ${String(StartAt)}`,
        'MISSING_TRANSITION_TARGET',
      );
    }
    for (const [name, state] of Object.entries(States)) {
      const at = `${location}/States/${name}`;
      if (name.length > MAX_NAME) this.#report(at, `State names have at most ${MAX_NAME} characters`);
      if (this.#names.has(name)) {
        this.#report(at, `The state name '${name}' is not unique`, 'DUPLICATE_STATE_NAME');
      }
      this.#names.add(name);
      checkState(state, at, {
        machineLanguage: this.#language,
        express: this.#express,
        known,
        checkBlock: (inner, innerLocation) => this.#checkBlock(inner, innerLocation, BLOCK_FIELDS, depth + 1),
        report: this.#report,
      });
    }
    if (!Object.values(States).some(isTerminal)) {
      this.#report(`${location}/States`, 'No state ends the workflow', 'MISSING_END_STATE');
    }
  }

  readonly #report: Report = (location, message, code = 'SCHEMA_VALIDATION_FAILED') => {
    this.#found.push({ severity: 'ERROR', code, message, location });
  };
}

function isTerminal(state: Json): boolean {
  return isJsonObject(state) && (state.End === true || state.Type === 'Succeed' || state.Type === 'Fail');
}
