/**
 * What a chain is found by, as lexemes of one tsvector: `f:` its functions, `m:` its mechanisms, `w:` words of its
 * function names and errors. Made here and not by a text search configuration, so that identifiers such as
 * `Runtime.ExitError` or `order-poller` are found by each of their parts.
 */

const WORD_LENGTH = 60;
const MAX_WORDS = 200;
const WORD = /[\p{L}\p{N}]+/gu;

/** Lower-case words of `text`, and the parts of words in camel case. */
export function wordsOf(text: string): string[] {
  const words = new Set<string>();
  for (const [word] of text.slice(0, 4_000).matchAll(WORD)) {
    words.add(word.toLowerCase().slice(0, WORD_LENGTH));
    for (const part of word.split(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})/u)) {
      words.add(part.toLowerCase().slice(0, WORD_LENGTH));
    }
    if (words.size >= MAX_WORDS) break;
  }
  return [...words];
}

/** The tsvector's text form. */
export function searchVector(chain: {
  functionNames: readonly string[];
  mechanisms: readonly string[];
  words: readonly string[];
}): string {
  const lexemes = [
    ...chain.functionNames.map((name) => `f:${name}`),
    ...chain.mechanisms.map((name) => `m:${name}`),
    ...chain.words.map((word) => `w:${word}`),
  ];
  return lexemes.map(quoted).join(' ');
}

/** A tsquery for chains with any of the functions and any of the mechanisms; null where neither is asked. */
export function tagQuery(functionNames: readonly string[], mechanisms: readonly string[]): string | null {
  const anyOf = (prefix: string, names: readonly string[]) =>
    names.length === 0 ? [] : [`(${names.map((name) => quoted(`${prefix}:${name}`)).join(' | ')})`];
  const parts = [...anyOf('f', functionNames), ...anyOf('m', mechanisms)];
  return parts.length === 0 ? null : parts.join(' & ');
}

/** A tsquery for chains that hold every word of `text` or one that begins with it; null where it has no word. */
export function wordQuery(text: string): string | null {
  const words = [
    ...new Set([...text.matchAll(WORD)].map(([word]) => word.toLowerCase().slice(0, WORD_LENGTH))),
  ];
  return words.length === 0
    ? null
    : words
        .slice(0, 20)
        .map((word) => `${quoted(`w:${word}`)}:*`)
        .join(' & ');
}

function quoted(lexeme: string): string {
  return `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
