const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const LITERALS = new Set(['true', 'false', 'null']);

/**
 * A JSON value as one types it into a field: text goes without quotes unless it would then be read as something else
 * (`"5"`, `"true"`, text with line breaks), everything else as it is.
 */
export function typedValue(token: string): string {
  if (!token.startsWith('"')) return token;
  const text = String(JSON.parse(token));
  return text === '' || NUMBER.test(text) || LITERALS.has(text) ? JSON.stringify(text) : typedText(text);
}

/** The JSON of what was typed where text, numbers, true, false and null may stand; null while nothing is typed. */
export function valueToken(typed: string): string | null {
  if (typed === '') return null;
  return NUMBER.test(typed) || LITERALS.has(typed) ? typed : textToken(typed);
}

/** Text as one types it where only text may stand. */
export function typedText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a field of one line cannot hold them
  return /^"|[\u0000-\u001f]/.test(text) || /^\s|\s$/.test(text) ? JSON.stringify(text) : text;
}

/** The JSON of what was typed where only text may stand. */
export function textToken(typed: string): string {
  return isJsonString(typed) ? typed : JSON.stringify(typed);
}

/** The JSON of what was typed where only a number may stand; other text stays text, and the pattern says why not. */
export function numberToken(typed: string): string {
  return NUMBER.test(typed.trim()) ? typed.trim() : JSON.stringify(typed);
}

function isJsonString(typed: string): boolean {
  if (!/^".*"$/s.test(typed)) return false;
  try {
    return typeof JSON.parse(typed) === 'string';
  } catch {
    return false;
  }
}
