/** As much of the text as AWS's messages quote. */
const QUOTED_CHARACTERS = 500;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what AWS's messages escape
const CONTROL = /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

/** Line and column, from 1, of an offset in UTF-16 units. */
export function placeOf(source: string, offset: number): { line: number; column: number } {
  const before = source.slice(0, offset);
  return { line: before.split('\n').length, column: offset - (before.lastIndexOf('\n') + 1) + 1 };
}

/** The words by which AWS's messages name a place of a JSON text. */
export function sourceReference(source: string, offset: number): string {
  const quoted = source
    .slice(0, QUOTED_CHARACTERS)
    .replace(CONTROL, (control) => `\\u${control.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`);
  const rest = source.length - QUOTED_CHARACTERS;
  const { line, column } = placeOf(source, offset);
  return `[Source: (String)"${quoted}"${rest > 0 ? `[truncated ${rest} chars]` : ''}; line: ${line}, column: ${column}]`;
}
