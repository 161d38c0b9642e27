import { jsonMembers, skipBlanks } from './json-scan.ts';
import { JsonSyntax } from './json-syntax.ts';

export { utf8Length } from './utf8-length.ts';

export interface JsonSyntaxError {
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 units. */
  column: number;
  message: string;
}

/**
 * Says where and why `text` is not JSON (RFC 8259), or null where it is. Iterative, so that any depth is judged, and
 * no value is built, so that big integers and lone surrogates do no harm.
 */
export function jsonSyntaxError(text: string): JsonSyntaxError | null {
  const fault = new JsonSyntax(text).check();
  if (fault === null) return null;
  const before = text.slice(0, fault.offset);
  const line = before.split('\n').length;
  return { line, column: fault.offset - (before.lastIndexOf('\n') + 1) + 1, message: fault.message };
}

/** The payload's field that carries a chain from run to run; the rest of the payload is the caller's. */
const CARRIER_FIELD = '__rerun';

/**
 * Removes the carrier field of a payload that is a JSON object, every other byte being kept. `removed` is false, and
 * the text as it was, where there is no such field or the text is no JSON object.
 */
export function removeCarrier(text: string): { text: string; removed: boolean } {
  const unchanged = { text, removed: false };
  const start = skipBlanks(text, 0);
  if (text.charCodeAt(start) !== 0x7b || !mayHoldCarrier(text)) return unchanged;
  if (jsonSyntaxError(text) !== null) return unchanged;
  const members = jsonMembers(text, start);
  const kept = members.filter((member) => member.key !== CARRIER_FIELD);
  if (kept.length === members.length) return unchanged;
  let result = text.slice(0, members[0]?.keyStart);
  for (const [index, member] of members.entries()) {
    if (member.key === CARRIER_FIELD) continue;
    const next = member === kept.at(-1) ? undefined : members[index + 1];
    result += text.slice(member.keyStart, next?.keyStart ?? member.valueEnd);
  }
  return { text: result + text.slice(members.at(-1)?.valueEnd), removed: true };
}

/** A key may be written with escapes (`"\u005f_rerun"`). */
function mayHoldCarrier(text: string): boolean {
  return text.includes(CARRIER_FIELD) || text.includes('\\u');
}
