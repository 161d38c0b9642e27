import { utf8Length } from '../utf8-length.ts';

/**
 * The literal texts between the stars of a wildcard; `\*` and `\\` stand for themselves. Else why it is none, in AWS's
 * words, with the place in UTF-8 bytes of the quoted text.
 */
export function wildcardParts(text: string): { ok: true; parts: string[] } | { ok: false; message: string } {
  const parts: string[] = [''];
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    const next = text.charAt(index + 1);
    const place = () => utf8Length(text.slice(0, index)) + 1;
    if (character === '*') {
      if (next === '*') return { ok: false, message: `Consecutive wildcard characters at pos ${place()}` };
      parts.push('');
      continue;
    }
    if (character === '\\') {
      if (next !== '*' && next !== '\\') {
        return { ok: false, message: `Invalid escape character at pos ${place()}` };
      }
      index += 1;
    }
    parts.push(`${parts.pop() ?? ''}${text.charAt(index)}`);
  }
  return { ok: true, parts };
}

/** Whether a text has these parts in this order, the first at its start and the last at its end. */
export function matchesWildcard(parts: readonly string[], text: string): boolean {
  const first = parts[0] ?? '';
  if (parts.length === 1) return text === first;
  const last = parts.at(-1) ?? '';
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last))
    return false;
  let from = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return from <= text.length - last.length;
}
