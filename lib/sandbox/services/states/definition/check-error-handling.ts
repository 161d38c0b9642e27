import type { QueryLanguage } from '../asl/definition.ts';
import { isJsonObject, type Json, type JsonObject } from '../asl/json.ts';
import { checkAssign, checkJsonata, checkPath } from './check-expressions.ts';
import type { Report } from './diagnostic.ts';

const RESERVED = new Set([
  'States.ALL',
  'States.BranchFailed',
  'States.DataLimitExceeded',
  'States.ExceedToleratedFailureThreshold',
  'States.HeartbeatTimeout',
  'States.Http.Socket',
  'States.IntrinsicFailure',
  'States.ItemReaderFailed',
  'States.NoChoiceMatched',
  'States.ParameterPathFailure',
  'States.Permissions',
  'States.QueryEvaluationError',
  'States.ResultPathMatchFailure',
  'States.ResultWriterFailed',
  'States.Runtime',
  'States.TaskFailed',
  'States.Timeout',
]);
const MAX_COUNT = 99_999_999;
const RETRIER_FIELDS = new Set([
  'ErrorEquals',
  'IntervalSeconds',
  'MaxAttempts',
  'BackoffRate',
  'MaxDelaySeconds',
  'JitterStrategy',
  'Comment',
]);
const CATCHER_FIELDS = new Set(['ErrorEquals', 'Next', 'Assign', 'Comment']);

export function checkRetry(value: Json, location: string, report: Report): void {
  for (const [place, retrier] of entriesOf(value, location, report)) {
    for (const key of Object.keys(retrier)) {
      if (!RETRIER_FIELDS.has(key))
        report(`${place}/${key}`, `The field '${key}' is not supported by Step Functions`);
    }
    checkWhole(retrier.IntervalSeconds, `${place}/IntervalSeconds`, 1, MAX_COUNT, report);
    checkWhole(retrier.MaxAttempts, `${place}/MaxAttempts`, 0, MAX_COUNT, report);
    checkWhole(retrier.MaxDelaySeconds, `${place}/MaxDelaySeconds`, 1, 31_622_400, report);
    const { BackoffRate, JitterStrategy, MaxDelaySeconds, IntervalSeconds } = retrier;
    if (BackoffRate !== undefined && (typeof BackoffRate !== 'number' || BackoffRate < 1)) {
      report(`${place}/BackoffRate`, 'Value must be a number of at least 1');
    }
    if (JitterStrategy !== undefined && JitterStrategy !== 'FULL' && JitterStrategy !== 'NONE') {
      report(`${place}/JitterStrategy`, "Value must be 'FULL' or 'NONE'");
    }
    if (typeof MaxDelaySeconds === 'number' && MaxDelaySeconds <= Number(IntervalSeconds ?? 1)) {
      report(`${place}/MaxDelaySeconds`, 'MaxDelaySeconds must be greater than IntervalSeconds');
    }
  }
}

export function checkCatch(
  value: Json,
  location: string,
  language: QueryLanguage,
  known: (name: Json | undefined) => boolean,
  report: Report,
): void {
  for (const [place, catcher] of entriesOf(value, location, report)) {
    for (const key of Object.keys(catcher)) {
      if (!CATCHER_FIELDS.has(key) && key !== (language === 'JSONata' ? 'Output' : 'ResultPath')) {
        report(`${place}/${key}`, `The field '${key}' is not supported here`);
      }
    }
    if (catcher.Next === undefined) report(place, 'These fields are required: [Next]');
    else if (!known(catcher.Next)) {
      report(`${place}/Next`, `Missing 'Next' target: ${String(catcher.Next)}`, 'MISSING_TRANSITION_TARGET');
    }
    if (catcher.Assign !== undefined) checkAssign(catcher.Assign, `${place}/Assign`, language, report);
    if (language === 'JSONata' && catcher.Output !== undefined) {
      checkJsonata(catcher.Output, `${place}/Output`, report);
    }
    if (language === 'JSONPath' && catcher.ResultPath !== undefined) {
      const rules = { nullable: true, reference: true, result: true };
      checkPath(catcher.ResultPath, `${place}/ResultPath`, report, rules);
    }
  }
}

/** The entries of Retry or Catch, whose ErrorEquals are checked here. */
function entriesOf(value: Json, location: string, report: Report): [string, JsonObject][] {
  if (!Array.isArray(value)) {
    report(location, 'Value must be an array');
    return [];
  }
  return value.flatMap((entry, index): [string, JsonObject][] => {
    const place = `${location}[${index}]`;
    if (!isJsonObject(entry)) {
      report(place, 'Value must be an object');
      return [];
    }
    checkErrorEquals(entry.ErrorEquals, `${place}/ErrorEquals`, index === value.length - 1, report);
    return [[place, entry]];
  });
}

function checkErrorEquals(value: Json | undefined, place: string, last: boolean, report: Report): void {
  if (!Array.isArray(value) || value.length === 0 || !value.every((name) => typeof name === 'string')) {
    report(place, 'Value must be an array with at least one error name');
    return;
  }
  const unknown = value.find((name) => String(name).startsWith('States.') && !RESERVED.has(String(name)));
  if (unknown !== undefined) report(place, `'${String(unknown)}' is not a predefined error name`);
  if (!value.includes('States.ALL')) return;
  if (value.length > 1) report(place, 'States.ALL must appear alone');
  else if (!last) report(place, 'States.ALL must be in the last entry');
}

/** A number, where there is one, that must be whole and within limits. */
export function checkWhole(
  value: Json | undefined,
  location: string,
  min: number,
  max: number,
  report: Report,
): void {
  if (value === undefined) return;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max) {
    report(location, `Value must be an integer from ${min} to ${max}`);
  }
}
