/** Walks over JSON text that is known to be valid, so that values can be taken out byte for byte. */

export interface JsonMember {
  key: string;
  /** Offset of the key's opening quote. */
  keyStart: number;
  valueStart: number;
  /** Offset behind the value's last character. */
  valueEnd: number;
}

/** The members of the object that starts at `start`; call only on valid JSON whose value there is an object. */
export function jsonMembers(text: string, start: number): JsonMember[] {
  const members: JsonMember[] = [];
  let index = skipBlanks(text, start + 1);
  while (text.charCodeAt(index) === 0x22) {
    const keyStart = index;
    const keyEnd = stringEnd(text, keyStart);
    const raw = text.slice(keyStart + 1, keyEnd - 1);
    const key: string = raw.includes('\\') ? JSON.parse(text.slice(keyStart, keyEnd)) : raw;
    const valueStart = skipBlanks(text, skipBlanks(text, keyEnd) + 1);
    const valueEnd = jsonValueEnd(text, valueStart);
    members.push({ key, keyStart, valueStart, valueEnd });
    index = skipBlanks(text, valueEnd);
    if (text.charCodeAt(index) === 0x2c) index = skipBlanks(text, index + 1);
  }
  return members;
}

/** The exact texts of the elements of the array that starts at `start`; call only on valid JSON with an array there. */
export function jsonElements(text: string, start: number): string[] {
  const elements: string[] = [];
  let index = skipBlanks(text, start + 1);
  while (index < text.length && text.charCodeAt(index) !== 0x5d) {
    const end = jsonValueEnd(text, index);
    elements.push(text.slice(index, end));
    index = skipBlanks(text, end);
    if (text.charCodeAt(index) === 0x2c) index = skipBlanks(text, index + 1);
  }
  return elements;
}

/**
 * The exact text of one member of the top-level object, the last of equal keys as JSON.parse takes it; null where
 * the value is no object or has no such member. `text` must be valid JSON.
 */
export function jsonMemberText(text: string, key: string): string | null {
  const start = skipBlanks(text, 0);
  if (text.charCodeAt(start) !== 0x7b) return null;
  const member = jsonMembers(text, start).findLast((candidate) => candidate.key === key);
  return member === undefined ? null : text.slice(member.valueStart, member.valueEnd);
}

/** Where the value that starts at `start` ends; iterative, so that depth does not matter. */
function jsonValueEnd(text: string, start: number): number {
  let depth = 0;
  let index = start;
  while (index < text.length) {
    const code = text.charCodeAt(index);
    if (code === 0x22) {
      index = stringEnd(text, index);
      if (depth === 0) return index;
      continue;
    }
    if (code === 0x7b || code === 0x5b) depth += 1;
    else if (code === 0x7d || code === 0x5d) {
      if (depth === 0) return index;
      depth -= 1;
      if (depth === 0) return index + 1;
    } else if (depth === 0 && (code === 0x2c || code <= 0x20)) return index;
    index += 1;
  }
  return index;
}

/** The offset of the first character at or behind `start` that is not JSON white space. */
export function skipBlanks(text: string, start: number): number {
  let index = start;
  while (index < text.length) {
    const code = text.charCodeAt(index);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) break;
    index += 1;
  }
  return index;
}

function stringEnd(text: string, start: number): number {
  let quote = text.indexOf('"', start + 1);
  while (quote >= 0) {
    let backslashes = 0;
    while (text.charCodeAt(quote - 1 - backslashes) === 0x5c) backslashes += 1;
    if (backslashes % 2 === 0) return quote + 1;
    quote = text.indexOf('"', quote + 1);
  }
  return text.length;
}
