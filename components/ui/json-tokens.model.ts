export interface JsonToken {
  kind: 'key' | 'string' | 'number' | 'literal' | 'mark';
  text: string;
}
/** One line of pretty-printed JSON. */
export interface JsonLine {
  depth: number;
  tokens: JsonToken[];
}

const SPACE = /\s/;
const NUMBER_END = /[\s,\]}:]/;

/**
 * Pretty-prints JSON text by its own characters: every number, escape and duplicate key stays as it was written,
 * which parsing and writing again would not keep. Null where the text is not JSON. Any depth, no recursion.
 */
export function prettyJson(text: string): JsonLine[] | null {
  try {
    JSON.parse(text);
  } catch {
    return null;
  }
  const lines: JsonLine[] = [];
  let line: JsonLine = { depth: 0, tokens: [] };
  let depth = 0;
  const breakLine = () => {
    lines.push(line);
    line = { depth, tokens: [] };
  };
  for (let at = 0; at < text.length; ) {
    const character = text.charAt(at);
    if (SPACE.test(character)) {
      at++;
    } else if (character === '{' || character === '[') {
      const closing = nextSolid(text, at + 1);
      const close = text.charAt(closing);
      if (close === '}' || close === ']') {
        line.tokens.push({ kind: 'mark', text: character + close });
        at = closing + 1;
        continue;
      }
      line.tokens.push({ kind: 'mark', text: character });
      depth++;
      breakLine();
      at++;
    } else if (character === '}' || character === ']') {
      depth--;
      breakLine();
      line.tokens.push({ kind: 'mark', text: character });
      at++;
    } else if (character === ',') {
      line.tokens.push({ kind: 'mark', text: ',' });
      breakLine();
      at++;
    } else if (character === ':') {
      line.tokens.push({ kind: 'mark', text: ': ' });
      at++;
    } else {
      const end = character === '"' ? stringEnd(text, at) : plainEnd(text, at);
      const word = text.slice(at, end);
      line.tokens.push({ kind: kindOf(word, text, end), text: word });
      at = end;
    }
  }
  lines.push(line);
  return lines;
}

/** The pretty-printed text, two spaces per level. */
export function prettyJsonText(text: string): string | null {
  const lines = prettyJson(text);
  if (lines === null) return null;
  return lines
    .map((line) => '  '.repeat(line.depth) + line.tokens.map((token) => token.text).join(''))
    .join('\n');
}

function kindOf(word: string, text: string, end: number): JsonToken['kind'] {
  if (word.startsWith('"')) return text.charAt(nextSolid(text, end)) === ':' ? 'key' : 'string';
  return word === 'true' || word === 'false' || word === 'null' ? 'literal' : 'number';
}

function nextSolid(text: string, from: number): number {
  let at = from;
  while (at < text.length && SPACE.test(text.charAt(at))) at++;
  return at;
}

function stringEnd(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === '\\') at += 2;
    else if (character === '"') return at + 1;
    else at++;
  }
  return text.length;
}

function plainEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length && !NUMBER_END.test(text.charAt(at))) at++;
  return at;
}
