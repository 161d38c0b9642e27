import type { FieldCondition, FilterPattern, JsonCondition, Operator, Selector } from './filter-pattern.ts';
import { splitFields } from './split-fields.ts';

/** Whether a log event's message passes the pattern; JSON conditions pass only messages that are JSON objects. */
export function matchesFilterPattern(pattern: FilterPattern, message: string): boolean {
  if (pattern.kind === 'terms') {
    return (
      pattern.all.every((term) => message.includes(term)) &&
      !pattern.none.some((term) => message.includes(term)) &&
      (pattern.any.length === 0 || pattern.any.some((term) => message.includes(term)))
    );
  }
  if (pattern.kind === 'fields') return matchesFields(pattern, message);
  if (!/^\s*\{/.test(message)) return false;
  let root: unknown;
  try {
    root = JSON.parse(message);
  } catch {
    return false;
  }
  return holds(pattern.condition, root);
}

function matchesFields(pattern: Extract<FilterPattern, { kind: 'fields' }>, message: string): boolean {
  const fields = splitFields(message);
  const { before, after } = pattern;
  const fewest = before.length + after.length;
  if (pattern.skips ? fields.length < fewest : fields.length !== fewest) return false;
  const passes = (condition: FieldCondition, field: string | undefined) =>
    condition.some((tests) => tests.every(({ operator, value }) => compares(field, operator, value)));
  const lastFrom = fields.length - after.length;
  return (
    before.every((condition, i) => passes(condition, fields[i])) &&
    after.every((condition, i) => passes(condition, fields[lastFrom + i]))
  );
}

function holds(condition: JsonCondition, root: unknown): boolean {
  if (condition.kind === 'and') return holds(condition.left, root) && holds(condition.right, root);
  if (condition.kind === 'or') return holds(condition.left, root) || holds(condition.right, root);
  const values = select(root, condition.selector);
  if (condition.kind === 'not-exists') return values.length === 0;
  if (condition.kind === 'is') return values.some((value) => value === condition.value);
  return values.some((value) => compares(value, condition.operator, condition.value));
}

function select(root: unknown, selector: Selector): unknown[] {
  let values = [root];
  for (const step of selector) {
    values = values.flatMap((value): unknown[] => {
      if (typeof step === 'string') {
        return typeof value === 'object' &&
          value !== null &&
          !Array.isArray(value) &&
          Object.hasOwn(value, step)
          ? [(value as Record<string, unknown>)[step]]
          : [];
      }
      if (!Array.isArray(value)) return [];
      if (typeof step === 'object') return value;
      return step < value.length ? [value[step]] : [];
    });
  }
  return values;
}

function compares(value: unknown, operator: Operator, wanted: string | number): boolean {
  if (typeof wanted === 'string') {
    if (typeof value === 'object' && value !== null) return false;
    const equal = matchesWildcard(String(value), wanted);
    return operator === '=' ? equal : !equal;
  }
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || Number.isNaN(number))
    return operator === '!=' && typeof value !== 'object';
  switch (operator) {
    case '=':
      return number === wanted;
    case '!=':
      return number !== wanted;
    case '<':
      return number < wanted;
    case '>':
      return number > wanted;
    case '<=':
      return number <= wanted;
    case '>=':
      return number >= wanted;
  }
}

/** `*` stands for any text; linear in the text, so that no pattern can stall the sandbox. */
function matchesWildcard(text: string, wanted: string): boolean {
  const parts = wanted.split('*');
  const [first = '', ...others] = parts;
  if (others.length === 0) return text === wanted;
  if (!text.startsWith(first)) return false;
  const last = others.pop() ?? '';
  let at = first.length;
  for (const part of others) {
    const found = text.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
