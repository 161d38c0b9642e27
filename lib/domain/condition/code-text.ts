/** Controls, line ends and marks that source text may not hold as they are, or that a reader would not see. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A string literal of TypeScript. */
export function typescriptString(text: string): string {
  return `'${literal(text).replace(/'/g, "\\'").replace(/\\"/g, '"')}'`;
}

/** A string literal of Go; it has no form for half a character. */
export function goString(text: string): string {
  return `"${literal(text.replace(LONE_SURROGATE, '\ufffd'))}"`;
}

/** A string literal of JSONata without quotes and percent signs, which would end it or the field of a definition. */
export function jsonataString(text: string): string {
  const inner = literal(text).replace(/\\"/g, '\\u0022').replace(/['%]/g, hexEscape);
  return `'${inner}'`;
}

/** One line of a comment. */
export function commentText(text: string): string {
  return text.replace(UNPRINTABLE, ' ').replace(LONE_SURROGATE, '\ufffd').trim();
}

/** A text as regular expression of JavaScript and JSONata: all but letters and digits of ASCII by their codes. */
export function expressionText(text: string): string {
  return text.replace(/[^0-9A-Za-z]/g, (character) => (character === ' ' ? ' ' : hexEscape(character)));
}

function literal(text: string): string {
  return JSON.stringify(text).slice(1, -1).replace(UNPRINTABLE, hexEscape);
}

function hexEscape(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
