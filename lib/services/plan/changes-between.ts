import type { Plan } from '../../contract/plan.ts';
import type { Fields } from './plan-body.ts';

type PlanChange = Plan['calls'][number]['changes'][number];
type Value = Fields[string] | undefined;

const ABSENT = 'none';

/** Former and new value of every field in which two states differ; objects are compared field by field. */
export function changesBetween(before: Fields, after: Fields): PlanChange[] {
  return fields('', before, after);
}

function fields(path: string, before: Fields, after: Fields): PlanChange[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => {
    const field = path === '' ? name : `${path}.${name}`;
    return changeOf(field, before[name], after[name]);
  });
}

function changeOf(field: string, before: Value, after: Value): PlanChange[] {
  if (isFields(before) && isFields(after)) return fields(field, before, after);
  if (isFields(before) && isAbsent(after)) return fields(field, before, {});
  if (isAbsent(before) && isFields(after)) return fields(field, {}, after);
  const [from, to] = [words(before), words(after)];
  return from === to ? [] : [{ field, from, to }];
}

function isFields(value: Value): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isAbsent(value: Value): boolean {
  return value === undefined || value === null;
}

function words(value: Value): string {
  if (value === undefined || value === null) return ABSENT;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
