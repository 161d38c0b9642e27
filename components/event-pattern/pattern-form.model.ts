import { jsonElements, jsonMembers, skipBlanks } from '@/lib/domain/json-scan';
import { jsonSyntaxError } from '@/lib/domain/json-text';
import { fieldPathText, parseFieldPath } from './field-path.model';
import { conditionsOf, matchersOf, type PatternCondition } from './pattern-condition.model';

/** One field of the pattern. */
export interface PatternRow {
  /** Stays while the row is edited. */
  id: number;
  /** The field as typed. */
  field: string;
  /** Alternatives: one of them must hold. */
  conditions: PatternCondition[];
  /** What the form cannot show, kept as its JSON text: `$or` and what is no list of matchers. */
  json: string | null;
}

export type PatternForm = { ok: true; rows: PatternRow[] } | { ok: false; reason: string };

/** What a form of a few dozen rows can hold; a longer pattern is beyond AWS's limit anyway. */
const LONGEST = 16_384;

/** The rows of a pattern's text; not ok where it is no JSON object or would lose something as rows. */
export function patternForm(text: string): PatternForm {
  if (text.trim() === '') return { ok: true, rows: [] };
  if (text.length > LONGEST) return { ok: false, reason: 'It is too long for the form.' };
  if (jsonSyntaxError(text) !== null) return { ok: false, reason: 'The JSON has an error: mend it first.' };
  const start = skipBlanks(text, 0);
  if (text[start] !== '{') return { ok: false, reason: 'A pattern is a JSON object.' };
  const rows: PatternRow[] = [];
  const complete = collect(text, start, [], rows);
  return complete ? { ok: true, rows } : { ok: false, reason: 'A field is written twice in it.' };
}

function collect(text: string, start: number, above: readonly string[], rows: PatternRow[]): boolean {
  const members = jsonMembers(text, start);
  if (new Set(members.map((member) => member.key)).size < members.length) return false;
  for (const { key, valueStart, valueEnd } of members) {
    const path = [...above, key];
    const value = text.slice(valueStart, valueEnd);
    const isObject = value.startsWith('{') && value.slice(1, -1).trim() !== '';
    if (isObject) {
      if (!collect(text, valueStart, path, rows)) return false;
      continue;
    }
    const isList = value.startsWith('[') && key !== '$or';
    rows.push({
      id: rows.length,
      field: fieldPathText(path),
      conditions: isList ? conditionsToShow(value) : [],
      json: isList ? null : value,
    });
  }
  return true;
}

/** An empty list has one condition that is still to be written. */
function conditionsToShow(list: string): PatternCondition[] {
  const conditions = conditionsOf(jsonElements(list, 0));
  return conditions.length === 0 ? [{ operator: 'equals', values: [''] }] : conditions;
}

type Tree = Map<string, Tree | string>;

/** The pattern's text, laid out, or what keeps rows from being one: each problem by the row's ID. */
export function patternText(
  rows: readonly PatternRow[],
): { ok: true; text: string } | { ok: false; problems: Map<number, string> } {
  const problems = new Map<number, string>();
  const root: Tree = new Map();
  for (const row of rows) {
    if (isBlank(row)) continue;
    const path = parseFieldPath(row.field);
    if (path === null) problems.set(row.id, 'Name a field, such as detail.status');
    else {
      const problem = place(root, path, row);
      if (problem !== null) problems.set(row.id, problem);
    }
  }
  return problems.size > 0 ? { ok: false, problems } : { ok: true, text: treeText(root, '') };
}

/** Just added: nothing is written in it yet. */
function isBlank({ field, conditions, json }: PatternRow): boolean {
  const written = conditions.some(({ values }) => values.some((value) => value !== ''));
  return field === '' && json === null && !written;
}

function place(root: Tree, path: readonly string[], row: PatternRow): string | null {
  let tree = root;
  for (const name of path.slice(0, -1)) {
    const below = tree.get(name) ?? new Map();
    if (typeof below === 'string')
      return `There is a row for ${name} itself: a field is either asked or looked into`;
    tree.set(name, below);
    tree = below;
  }
  const name = path.at(-1) ?? '';
  const there = tree.get(name);
  if (there !== undefined) {
    return typeof there === 'string'
      ? 'There is a row for this field already: add an “or” to it'
      : 'There are rows for fields inside this one';
  }
  tree.set(name, row.json ?? `[${row.conditions.flatMap(matchersOf).join(', ')}]`);
  return null;
}

function treeText(tree: Tree, indent: string): string {
  if (tree.size === 0) return '{}';
  const inner = `${indent}  `;
  const members = [...tree].map(
    ([name, below]) =>
      `${inner}${JSON.stringify(name)}: ${typeof below === 'string' ? below : treeText(below, inner)}`,
  );
  return `{\n${members.join(',\n')}\n${indent}}`;
}
