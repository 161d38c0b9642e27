import { COMPARISONS } from './choice-comparison.ts';
import type { ChoiceRule } from './definition.ts';
import { isJsonObject, type Json } from './json.ts';
import { findPath, type PathScope } from './read-path.ts';
import { FieldError } from './state-error.ts';

/** Whether a rule of a JSONPath Choice holds. A Variable that leads nowhere ends the execution, but for IsPresent. */
export function holds(rule: ChoiceRule, scope: PathScope): boolean {
  if (Array.isArray(rule.And)) return rule.And.every((one) => isJsonObject(one) && holds(one, scope));
  if (Array.isArray(rule.Or)) return rule.Or.some((one) => isJsonObject(one) && holds(one, scope));
  if (isJsonObject(rule.Not)) return !holds(rule.Not, scope);
  const variable = String(rule.Variable);
  const value = findPath(variable, scope);
  if (rule.IsPresent !== undefined) return (value !== undefined) === rule.IsPresent;
  if (value === undefined) throw missing(variable, scope);
  for (const [key, wanted] of Object.entries(rule)) {
    const direct = COMPARISONS.get(key);
    if (direct !== undefined) return direct(value, wanted);
    const byPath = key.endsWith('Path') ? COMPARISONS.get(key.slice(0, -4)) : undefined;
    if (byPath === undefined) continue;
    const other: Json | undefined = findPath(String(wanted), scope);
    if (other === undefined) throw missing(String(wanted), scope);
    return byPath(value, other);
  }
  return false;
}

function missing(path: string, scope: PathScope): FieldError {
  return new FieldError(
    'States.Runtime',
    `Invalid path '${path}': The choice state's condition path references an invalid value. Input: ${JSON.stringify(scope.input)}`,
  );
}
