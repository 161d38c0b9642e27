const CLOSING: Record<string, string> = { '"': '"', '[': ']' };
const SPACE = /\s/;

/** The fields of a space-delimited line; quotes and brackets hold one together. Linear in the line's length. */
export function splitFields(line: string): string[] {
  const fields: string[] = [];
  const last: Record<string, number> = { '"': line.lastIndexOf('"'), ']': line.lastIndexOf(']') };
  let at = 0;
  while (at < line.length) {
    const first = line.charAt(at);
    if (SPACE.test(first)) {
      at += 1;
      continue;
    }
    const closing = CLOSING[first];
    if (closing !== undefined && (last[closing] ?? -1) > at) {
      const end = line.indexOf(closing, at + 1);
      fields.push(line.slice(at + 1, end));
      at = end + 1;
      continue;
    }
    let end = at + 1;
    while (end < line.length && !SPACE.test(line.charAt(end))) end += 1;
    fields.push(line.slice(at, end));
    at = end;
  }
  return fields;
}
