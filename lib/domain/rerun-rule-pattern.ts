import { jsonMembers, skipBlanks } from './json-scan.ts';

/**
 * The JSON object `text` with `leaf` at `path`, every other value kept letter by letter; of equal keys the last stays,
 * as EventBridge reads them. Null where something stands at the path already, or a value in the way that is no object.
 */
export function withLeaf(text: string, path: readonly string[], leaf: string): string | null {
  const [key, ...rest] = path;
  const start = skipBlanks(text, 0);
  if (key === undefined || text[start] !== '{') return null;
  const values = new Map(
    jsonMembers(text, start).map((member) => [member.key, text.slice(member.valueStart, member.valueEnd)]),
  );
  const present = values.get(key);
  if (rest.length === 0) {
    if (present !== undefined) return null;
    values.set(key, leaf);
  } else {
    const inner = withLeaf(present ?? '{}', rest, leaf);
    if (inner === null) return null;
    values.set(key, inner);
  }
  return `{${[...values].map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')}}`;
}
