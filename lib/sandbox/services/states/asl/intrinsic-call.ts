import type { Json } from './json.ts';
import { parseJsonPath } from './json-path.ts';

/** An argument of `States.X(…)`: a value, a path or another call. */
type IntrinsicArgument = { value: Json } | { path: string } | { call: IntrinsicCall };

export interface IntrinsicCall {
  name: string;
  arguments: IntrinsicArgument[];
}

const CALL = /^States\.([A-Za-z0-9]+)\(/;
const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/;
const WORD = /^(?:true|false|null)\b/;
const MAX_DEPTH = 10;

/** Reads `States.Format('…', $.x)`; null for what is no such call. AWS allows ten calls within each other. */
export function parseIntrinsicCall(text: string): IntrinsicCall | null {
  const reader = new CallReader(text.trim());
  const call = reader.call(1);
  return call !== null && reader.rest.trim() === '' ? call : null;
}

class CallReader {
  rest: string;

  constructor(text: string) {
    this.rest = text;
  }

  call(depth: number): IntrinsicCall | null {
    const match = CALL.exec(this.rest);
    if (match?.[1] === undefined || depth > MAX_DEPTH) return null;
    this.rest = this.rest.slice(match[0].length).trimStart();
    const read: IntrinsicArgument[] = [];
    if (this.#take(')')) return { name: match[1], arguments: read };
    for (;;) {
      const argument = this.#argument(depth);
      if (argument === null) return null;
      read.push(argument);
      this.rest = this.rest.trimStart();
      if (this.#take(')')) return { name: match[1], arguments: read };
      if (!this.#take(',')) return null;
      this.rest = this.rest.trimStart();
    }
  }

  #argument(depth: number): IntrinsicArgument | null {
    if (this.rest.startsWith("'")) return this.#text();
    if (this.rest.startsWith('States.')) {
      const call = this.call(depth + 1);
      return call === null ? null : { call };
    }
    if (this.rest.startsWith('$')) return this.#path();
    const plain = NUMBER.exec(this.rest)?.[0] ?? WORD.exec(this.rest)?.[0];
    if (plain === undefined) return null;
    this.rest = this.rest.slice(plain.length);
    return { value: JSON.parse(plain) as Json };
  }

  #text(): IntrinsicArgument | null {
    let value = '';
    for (let index = 1; index < this.rest.length; index += 1) {
      const character = this.rest[index] ?? '';
      if (character === "'") {
        this.rest = this.rest.slice(index + 1);
        return { value };
      }
      if (character === '\\') {
        const next = this.rest[index + 1] ?? '';
        // `\{` stays as it is: States.Format reads it
        value += next === "'" || next === '\\' ? next : `\\${next}`;
        index += 1;
      } else value += character;
    }
    return null;
  }

  #path(): IntrinsicArgument | null {
    let depth = 0;
    let quote: string | null = null;
    let end = 0;
    for (; end < this.rest.length; end += 1) {
      const character = this.rest[end] ?? '';
      if (quote !== null) {
        if (character === quote) quote = null;
      } else if (depth > 0 && (character === "'" || character === '"')) quote = character;
      else if (character === '[' || character === '(') depth += 1;
      else if ((character === ']' || character === ')') && depth > 0) depth -= 1;
      else if (depth === 0 && (character === ',' || character === ')')) break;
    }
    const path = this.rest.slice(0, end).trimEnd();
    this.rest = this.rest.slice(end);
    return parseJsonPath(path) === null ? null : { path };
  }

  #take(character: string): boolean {
    if (!this.rest.startsWith(character)) return false;
    this.rest = this.rest.slice(1);
    return true;
  }
}
