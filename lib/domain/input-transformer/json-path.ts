import { jsonElements, jsonMemberText, skipBlanks } from '../json-scan.ts';

/** A field name, an array index, or `*` for every element or field. */
export type JsonPathStep = { field: string } | { index: number } | { every: true };

const STEP =
  /\.(?<name>[A-Za-z0-9_\-/]+)|\[(?<index>\d{1,9})\]|\[(?<quote>['"])(?<quoted>[^'"\\]+)\k<quote>\]|(?<every>\.\*|\[\*\])/y;

/**
 * Reads the part of JSONPath that EventBridge knows: `$`, `.field` (letters, digits, `_`, `-`, `/`), `['field']`,
 * `[0]`, `[*]` and `.*`. Null for anything else.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function parseJsonPath(path: string): JsonPathStep[] | null {
  if (path[0] !== '$') return null;
  const steps: JsonPathStep[] = [];
  STEP.lastIndex = 1;
  while (STEP.lastIndex < path.length) {
    const groups = STEP.exec(path)?.groups;
    if (groups === undefined) return null;
    const field = groups.name ?? groups.quoted;
    if (field !== undefined) steps.push({ field });
    else if (groups.index !== undefined) steps.push({ index: Number(groups.index) });
    else steps.push({ every: true });
  }
  return steps;
}

/** The exact JSON text that the path finds in `text`, which must be JSON; an array of all finds behind `*`; null for none. */
export function selectJson(text: string, steps: JsonPathStep[]): string | null {
  let found = [text.trim()];
  for (const step of steps) found = found.flatMap((value) => stepInto(value, step));
  if (steps.some((step) => 'every' in step)) return found.length === 0 ? null : `[${found.join(',')}]`;
  return found[0] ?? null;
}

function stepInto(value: string, step: JsonPathStep): string[] {
  const isArray = value.startsWith('[');
  if ('field' in step) {
    const member = jsonMemberText(value, step.field);
    return member === null ? [] : [member];
  }
  if (!isArray) return [];
  const elements = jsonElements(value, skipBlanks(value, 0));
  if ('every' in step) return elements;
  const element = elements[step.index];
  return element === undefined ? [] : [element];
}
