import { COMPARISONS, hasPathForm, timestampMs } from '../asl/choice-comparison.ts';
import type { QueryLanguage } from '../asl/definition.ts';
import { isJsonObject, type Json, type JsonObject } from '../asl/json.ts';
import { checkAssign, checkJsonata, checkPath } from './check-expressions.ts';
import type { Report } from './diagnostic.ts';

const META = new Set(['Next', 'Assign', 'Comment', 'Output']);
const MAX_NESTING = 20;

/** The rules of a Choice; `known` says which states there are. */
export function checkChoices(
  value: Json | undefined,
  location: string,
  language: QueryLanguage,
  known: (name: Json | undefined) => boolean,
  report: Report,
): void {
  if (!Array.isArray(value) || value.length === 0) {
    report(location, 'Value must be an array with at least one rule');
    return;
  }
  for (const [index, rule] of value.entries()) {
    const place = `${location}[${index}]`;
    if (!isJsonObject(rule)) {
      report(place, 'Value must be an object');
      continue;
    }
    if (rule.Next === undefined) report(place, 'These fields are required: [Next]');
    else if (!known(rule.Next)) {
      report(`${place}/Next`, `Missing 'Next' target: ${String(rule.Next)}`, 'MISSING_TRANSITION_TARGET');
    }
    if (rule.Assign !== undefined) checkAssign(rule.Assign, `${place}/Assign`, language, report);
    if (language === 'JSONata') checkCondition(rule, place, report);
    else checkRule(rule, place, 0, report);
  }
}

function checkCondition(rule: JsonObject, place: string, report: Report): void {
  for (const key of Object.keys(rule)) {
    if (key !== 'Condition' && !META.has(key)) {
      report(`${place}/${key}`, `The field '${key}' is not supported when the query language is 'JSONata'`);
    }
  }
  if (rule.Condition === undefined) report(place, 'These fields are required: [Condition]');
  else if (typeof rule.Condition !== 'boolean' && typeof rule.Condition !== 'string') {
    report(`${place}/Condition`, 'Value must be a JSONata expression or a boolean');
  } else checkJsonata(rule.Condition, `${place}/Condition`, report);
  if (rule.Output !== undefined) checkJsonata(rule.Output, `${place}/Output`, report);
}

function checkRule(rule: JsonObject, place: string, depth: number, report: Report): void {
  if (depth > MAX_NESTING) {
    report(place, `Rules are nested deeper than ${MAX_NESTING} levels`);
    return;
  }
  const operators = Object.keys(rule).filter((key) => !META.has(key) && key !== 'Variable');
  const [operator] = operators;
  if (operator === undefined || operators.length > 1) {
    report(place, 'A rule must have exactly one comparison');
    return;
  }
  const value = rule[operator] ?? null;
  const at = `${place}/${operator}`;
  if (operator === 'And' || operator === 'Or') {
    if (!Array.isArray(value) || value.length === 0)
      report(at, 'Value must be an array with at least one rule');
    else for (const [index, one] of value.entries()) checkInner(one, `${at}[${index}]`, depth, report);
  } else if (operator === 'Not') checkInner(value, at, depth, report);
  else {
    if (rule.Variable === undefined) report(place, 'These fields are required: [Variable]');
    else checkPath(rule.Variable, `${place}/Variable`, report);
    checkComparison(operator, value, at, report);
  }
}

function checkInner(rule: Json, place: string, depth: number, report: Report): void {
  if (!isJsonObject(rule)) report(place, 'Value must be an object');
  else if (rule.Next !== undefined) report(`${place}/Next`, "A rule within another must not have 'Next'");
  else checkRule(rule, place, depth + 1, report);
}

function checkComparison(operator: string, value: Json, at: string, report: Report): void {
  if (operator === 'IsPresent') {
    if (typeof value !== 'boolean') report(at, 'Value must be a boolean');
    return;
  }
  const base = operator.endsWith('Path') ? operator.slice(0, -4) : null;
  if (base !== null && COMPARISONS.has(base) && hasPathForm(base)) {
    checkPath(value, at, report);
    return;
  }
  if (!COMPARISONS.has(operator)) {
    report(at, `The field '${operator}' is not supported by Step Functions`);
  } else if (operator.startsWith('String') && typeof value !== 'string') report(at, 'Value must be a string');
  else if (operator.startsWith('Numeric') && typeof value !== 'number') report(at, 'Value must be a number');
  else if (operator.startsWith('Timestamp') && timestampMs(value) === null) {
    report(at, 'Value must be a timestamp of ISO 8601');
  } else if (/^(Boolean|Is)/.test(operator) && typeof value !== 'boolean')
    report(at, 'Value must be a boolean');
}
