export type JsonToken =
  | '{'
  | '}'
  | '['
  | ']'
  | 'name'
  | 'string'
  | 'number'
  | 'true'
  | 'false'
  | 'null'
  | 'end';

export const BLANKS = /[ \t\r\n]*/y;
export const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
export const WORD = /[\p{ID_Continue}$]+/uy;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them inside strings
export const PLAIN = /[^"\\\u0000-\u001f]*/y;
export const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** The offset behind what a sticky expression finds at `index`; `index` itself where it finds nothing. */
export function behind(expression: RegExp, text: string, index: number): number {
  expression.lastIndex = index;
  return expression.test(text) ? expression.lastIndex : index;
}
