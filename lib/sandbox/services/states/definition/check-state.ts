import { timestampMs } from '../asl/choice-comparison.ts';
import type { QueryLanguage } from '../asl/definition.ts';
import { isJsonObject, type Json, type JsonObject } from '../asl/json.ts';
import { jsonataOf } from '../asl/jsonata-template.ts';
import { checkChoices } from './check-choices.ts';
import { checkCatch, checkRetry, checkWhole } from './check-error-handling.ts';
import { checkAssign, checkJsonata, checkPath, checkPayload } from './check-expressions.ts';
import { checkResource } from './check-resource.ts';
import type { Report } from './diagnostic.ts';
import { fieldProblem, isStateType } from './state-fields.ts';
import type { Surroundings } from './surroundings.ts';

const MAX_SECONDS = 99_999_999;
const WAITS = ['Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'];
const PAYLOADS = ['Parameters', 'ResultSelector', 'ItemSelector'];
const EXPRESSIONS = ['Arguments', 'Output', 'Items', 'ItemSelector', 'Error', 'Cause', 'Timestamp'];

/** Checks one state but for what it says of others. */
export function checkState(state: Json, location: string, around: Surroundings): void {
  const { report } = around;
  if (!isJsonObject(state)) {
    report(location, 'Value must be an object');
    return;
  }
  const { Type } = state;
  if (!isStateType(Type)) {
    const problem =
      Type === undefined ? 'These fields are required: [Type]' : `'${String(Type)}' is not a type of state`;
    report(Type === undefined ? location : `${location}/Type`, problem);
    return;
  }
  const language = languageOf(state, location, around);
  for (const field of Object.keys(state)) {
    const problem = fieldProblem(Type, language, field);
    if (problem !== null) report(`${location}/${field}`, problem);
  }
  if (!['Choice', 'Succeed', 'Fail'].includes(Type)) checkMoving(state, location, around);
  checkData(state, location, language, report);
  if (state.Retry !== undefined) checkRetry(state.Retry, `${location}/Retry`, report);
  if (state.Catch !== undefined) checkCatch(state.Catch, `${location}/Catch`, language, around.known, report);
  if (Type === 'Task') checkTask(state, location, language, around);
  if (Type === 'Choice') {
    checkChoices(state.Choices, `${location}/Choices`, language, around.known, report);
    checkTarget(state.Default, 'Default', location, around);
  }
  if (Type === 'Wait') checkWait(state, location, language, report);
  if (Type === 'Fail') checkOneOf(state, location, report);
  if (Type === 'Parallel') checkBranches(state.Branches, location, around);
  if (Type === 'Map') checkMap(state, location, language, around);
}

function languageOf(state: JsonObject, location: string, around: Surroundings): QueryLanguage {
  const { QueryLanguage } = state;
  if (QueryLanguage === undefined) return around.machineLanguage;
  if (QueryLanguage !== 'JSONPath' && QueryLanguage !== 'JSONata') {
    around.report(`${location}/QueryLanguage`, "Value must be 'JSONPath' or 'JSONata'");
    return around.machineLanguage;
  }
  if (QueryLanguage === 'JSONPath' && around.machineLanguage === 'JSONata') {
    around.report(
      location,
      "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine",
    );
  }
  return QueryLanguage;
}

function checkMoving(state: JsonObject, location: string, around: Surroundings): void {
  const { Next, End } = state;
  if (End !== undefined && typeof End !== 'boolean')
    around.report(`${location}/End`, 'Value must be a boolean');
  if (Next !== undefined && End === true) {
    around.report(location, "A state must have either 'Next' or 'End', not both");
  } else if (Next === undefined && End !== true) {
    around.report(location, 'One of these fields is required: [Next, End]');
  }
  checkTarget(Next, 'Next', location, around);
}

function checkTarget(value: Json | undefined, field: string, location: string, around: Surroundings): void {
  if (value === undefined || around.known(value)) return;
  around.report(
    `${location}/${field}`,
    `Missing '${field}' target: ${String(value)}`,
    'MISSING_TRANSITION_TARGET',
  );
}

function checkData(state: JsonObject, location: string, language: QueryLanguage, report: Report): void {
  for (const field of ['InputPath', 'OutputPath']) {
    const value = state[field];
    if (value !== undefined) checkPath(value, `${location}/${field}`, report, { nullable: true });
  }
  if (state.ResultPath !== undefined) {
    const rules = { nullable: true, reference: true, result: true };
    checkPath(state.ResultPath, `${location}/ResultPath`, report, rules);
  }
  for (const [field, value] of Object.entries(state)) {
    const place = `${location}/${field}`;
    if (field.endsWith('Path') && !['InputPath', 'OutputPath', 'ResultPath'].includes(field)) {
      checkPath(value, place, report);
    } else if (language === 'JSONPath' && PAYLOADS.includes(field)) checkPayload(value, place, report);
    else if (language === 'JSONata' && EXPRESSIONS.includes(field)) checkJsonata(value, place, report);
    else if (field === 'Assign') checkAssign(value, place, language, report);
  }
}

function checkTask(state: JsonObject, location: string, language: QueryLanguage, around: Surroundings): void {
  const { report } = around;
  if (state.Resource === undefined) report(location, 'These fields are required: [Resource]');
  else checkResource(state, location, language, around);
  for (const field of ['TimeoutSeconds', 'HeartbeatSeconds']) {
    checkNumber(state[field], `${location}/${field}`, 1, MAX_SECONDS, language, report);
    if (state[field] !== undefined && state[`${field}Path`] !== undefined) {
      report(location, `A state must have either '${field}' or '${field}Path', not both`);
    }
  }
  const { TimeoutSeconds, HeartbeatSeconds, Credentials } = state;
  if (
    typeof TimeoutSeconds === 'number' &&
    typeof HeartbeatSeconds === 'number' &&
    HeartbeatSeconds >= TimeoutSeconds
  ) {
    report(`${location}/HeartbeatSeconds`, 'HeartbeatSeconds must be less than TimeoutSeconds');
  }
  if (Credentials !== undefined && !isJsonObject(Credentials)) {
    report(`${location}/Credentials`, 'Value must be an object');
  }
}

function checkWait(state: JsonObject, location: string, language: QueryLanguage, report: Report): void {
  const given = WAITS.filter((field) => state[field] !== undefined);
  if (given.length !== 1) report(location, `A Wait state must have exactly one of [${WAITS.join(', ')}]`);
  checkNumber(state.Seconds, `${location}/Seconds`, 0, MAX_SECONDS, language, report);
  const { Timestamp } = state;
  if (Timestamp === undefined || (typeof Timestamp === 'string' && jsonataOf(Timestamp) !== null)) return;
  if (timestampMs(Timestamp) === null)
    report(`${location}/Timestamp`, 'Value must be a timestamp of ISO 8601');
}

/** Fields that a path or, in JSONata, an expression may give: a number, or that expression. */
function checkNumber(
  value: Json | undefined,
  location: string,
  min: number,
  max: number,
  language: QueryLanguage,
  report: Report,
): void {
  if (language === 'JSONata' && typeof value === 'string') {
    if (jsonataOf(value) === null) report(location, 'Value must be an integer or a JSONata expression');
    else checkJsonata(value, location, report);
  } else checkWhole(value, location, min, max, report);
}

function checkOneOf(state: JsonObject, location: string, report: Report): void {
  for (const field of ['Error', 'Cause']) {
    if (state[field] !== undefined && typeof state[field] !== 'string') {
      report(`${location}/${field}`, 'Value must be a string');
    }
    if (state[field] !== undefined && state[`${field}Path`] !== undefined) {
      report(location, `A state must have either '${field}' or '${field}Path', not both`);
    }
  }
}

function checkBranches(value: Json | undefined, location: string, around: Surroundings): void {
  if (!Array.isArray(value) || value.length === 0) {
    around.report(`${location}/Branches`, 'Value must be an array with at least one branch');
    return;
  }
  for (const [index, branch] of value.entries()) {
    around.checkBlock(branch, `${location}/Branches[${index}]`);
  }
}

function checkMap(state: JsonObject, location: string, language: QueryLanguage, around: Surroundings): void {
  const { report } = around;
  const { ItemProcessor, Iterator, MaxConcurrency, Items } = state;
  if (ItemProcessor === undefined && Iterator === undefined) {
    report(location, 'These fields are required: [ItemProcessor]');
  } else if (ItemProcessor !== undefined && Iterator !== undefined) {
    report(location, "A Map state must have either 'ItemProcessor' or 'Iterator', not both");
  }
  checkNumber(MaxConcurrency, `${location}/MaxConcurrency`, 0, MAX_SECONDS, language, report);
  if (Items !== undefined && typeof Items !== 'string' && !Array.isArray(Items)) {
    report(`${location}/Items`, 'Value must be an array or a JSONata expression');
  }
  for (const field of ['ItemProcessor', 'Iterator'] as const) {
    const block = state[field];
    if (block === undefined) continue;
    const config = isJsonObject(block) ? block.ProcessorConfig : undefined;
    if (isJsonObject(config) && config.Mode === 'DISTRIBUTED') {
      report(
        `${location}/${field}/ProcessorConfig/Mode`,
        "The sandbox does not support the mode 'DISTRIBUTED'",
      );
    }
    around.checkBlock(block, `${location}/${field}`);
  }
}
