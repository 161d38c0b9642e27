import { type PathFilter, parsePathFilter } from './path-filter.ts';

export type PathStep =
  | { kind: 'member'; names: string[]; deep: boolean }
  | { kind: 'index'; indexes: number[]; deep: boolean }
  | { kind: 'slice'; from: number | null; to: number | null; step: number; deep: boolean }
  | { kind: 'all'; deep: boolean }
  | { kind: 'filter'; filter: PathFilter; deep: boolean };

/** A JSONPath of Amazon States Language: over the input, the context object (`$$`) or a variable (`$name`). */
export interface JsonPath {
  text: string;
  root: 'input' | 'context' | { variable: string };
  steps: PathStep[];
  /** one value or none, never a list of matches */
  definite: boolean;
}

const NAME = /^[\p{L}_][\p{L}\p{N}_-]*/u;
const VARIABLE = /^[\p{L}_][\p{L}\p{N}_]*/u;
const INTEGER = /^-?\d{1,9}$/;
const CACHE_SIZE = 1_000;
const cache = new Map<string, JsonPath | null>();

/** Reads a path; null for what is none. */
export function parseJsonPath(text: string): JsonPath | null {
  let path = cache.get(text);
  if (path === undefined) {
    path = new Reader(text).read();
    if (cache.size >= CACHE_SIZE) cache.clear();
    cache.set(text, path);
  }
  return path;
}

class Reader {
  readonly #text: string;
  #rest: string;

  constructor(text: string) {
    this.#text = text;
    this.#rest = text;
  }

  read(): JsonPath | null {
    if (!this.#take('$')) return null;
    let root: JsonPath['root'] = 'input';
    if (this.#take('$')) root = 'context';
    else {
      const variable = VARIABLE.exec(this.#rest)?.[0];
      if (variable !== undefined) {
        root = { variable };
        this.#rest = this.#rest.slice(variable.length);
      }
    }
    const steps: PathStep[] = [];
    while (this.#rest !== '') {
      const step = this.#step();
      if (step === null) return null;
      steps.push(step);
    }
    const definite = steps.every(
      (step) =>
        !step.deep &&
        ((step.kind === 'member' && step.names.length === 1) ||
          (step.kind === 'index' && step.indexes.length === 1)),
    );
    return { text: this.#text, root, steps, definite };
  }

  #step(): PathStep | null {
    const deep = this.#take('..');
    if (this.#rest.startsWith('[')) return this.#bracket(deep);
    if (!deep && !this.#take('.')) return null;
    if (this.#take('*')) return { kind: 'all', deep };
    const name = NAME.exec(this.#rest)?.[0];
    if (name === undefined) return null;
    this.#rest = this.#rest.slice(name.length);
    return { kind: 'member', names: [name], deep };
  }

  #bracket(deep: boolean): PathStep | null {
    const end = closingBracket(this.#rest);
    if (end === -1) return null;
    const inner = this.#rest.slice(1, end).trim();
    this.#rest = this.#rest.slice(end + 1);
    if (inner === '*') return { kind: 'all', deep };
    if (inner.startsWith('?')) {
      const filter = parsePathFilter(inner.slice(1));
      return filter === null ? null : { kind: 'filter', filter, deep };
    }
    if (inner.startsWith("'") || inner.startsWith('"')) {
      const names = quotedNames(inner);
      return names === null ? null : { kind: 'member', names, deep };
    }
    if (inner.includes(':')) return sliceOf(inner, deep);
    const indexes = inner.split(',').map((one) => one.trim());
    if (!indexes.every((one) => INTEGER.test(one))) return null;
    return { kind: 'index', indexes: indexes.map(Number), deep };
  }

  #take(prefix: string): boolean {
    if (!this.#rest.startsWith(prefix)) return false;
    this.#rest = this.#rest.slice(prefix.length);
    return true;
  }
}

function closingBracket(text: string): number {
  let quote: string | null = null;
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (quote !== null) {
      if (character === '\\') index += 1;
      else if (character === quote) quote = null;
    } else if (character === "'" || character === '"') quote = character;
    else if (character === '[') depth += 1;
    else if (character === ']') {
      depth -= 1;
      if (depth === 0) return index;
    }
  }
  return -1;
}

function quotedNames(inner: string): string[] | null {
  const names: string[] = [];
  const quoted = /\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\s*(,|$)/y;
  let more = true;
  while (more) {
    const match = quoted.exec(inner);
    if (match === null) return null;
    names.push((match[1] ?? match[2] ?? '').replace(/\\(.)/g, '$1'));
    more = match[3] === ',';
  }
  return quoted.lastIndex === inner.length ? names : null;
}

function sliceOf(inner: string, deep: boolean): PathStep | null {
  const parts = inner.split(':').map((part) => part.trim());
  if (parts.length > 3 || !parts.every((part) => part === '' || INTEGER.test(part))) return null;
  const [from = '', to = '', step = ''] = parts;
  if (step !== '' && Number(step) <= 0) return null;
  const number = (part: string) => (part === '' ? null : Number(part));
  return { kind: 'slice', from: number(from), to: number(to), step: step === '' ? 1 : Number(step), deep };
}
