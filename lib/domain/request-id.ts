/** Request IDs are UUIDs; some tools print them without hyphens or shortened, so hex digits and hyphens will do. */
export function isRequestId(text: string): boolean {
  if (text.length < 8 || text.length > 64) return false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    const digit = code >= 0x30 && code <= 0x39;
    const hexLetter = (code >= 0x61 && code <= 0x66) || (code >= 0x41 && code <= 0x46);
    if (!digit && !hexLetter && code !== 0x2d) return false;
  }
  return true;
}

/** Where the word that starts at `start` ends: at the next blank, tab or line break, or at the text's end. */
export function wordEnd(text: string, start: number): number {
  let index = start;
  while (index < text.length && text.charCodeAt(index) > 0x20) index += 1;
  return index;
}
