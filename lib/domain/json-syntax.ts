interface Fault {
  offset: number;
  message: string;
}
type State = 'value' | 'first-value-or-end' | 'first-key-or-end' | 'key' | 'after-value';

/** Checks JSON text against RFC 8259 without recursion and without building anything. */
export class JsonSyntax {
  readonly #text: string;
  #index = 0;
  /** Open brackets: `{` or `[`, innermost last. */
  readonly #open: string[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  /** Null where the text is JSON; else the first fault with its offset in UTF-16 units. */
  check(): Fault | null {
    let state: State = 'value';
    for (;;) {
      this.#skipBlanks();
      if (this.#index >= this.#text.length) return this.#atEnd(state);
      if (state === 'after-value' && this.#open.length === 0) {
        return this.#fault(`Nothing may follow the value, but ${this.#seen()} does`);
      }
      const next: State | Fault = this.#step(state);
      if (typeof next !== 'string') return next;
      state = next;
    }
  }

  #step(state: State): State | Fault {
    const character = this.#text[this.#index];
    const innermost = this.#open.at(-1);
    if (state === 'after-value') {
      if (character === ',') {
        this.#index += 1;
        return innermost === '{' ? 'key' : 'value';
      }
      if (character === (innermost === '{' ? '}' : ']')) return this.#close();
      return this.#fault(`Expected "," or "${innermost === '{' ? '}' : ']'}", found ${this.#seen()}`);
    }
    if (state === 'first-key-or-end' && character === '}') return this.#close();
    if (state === 'first-value-or-end' && character === ']') return this.#close();
    if (state === 'key' || state === 'first-key-or-end') return this.#key();
    return this.#value();
  }

  #close(): State {
    this.#open.pop();
    this.#index += 1;
    return 'after-value';
  }

  #key(): State | Fault {
    if (this.#text[this.#index] !== '"') {
      return this.#fault(`Expected a field name in double quotes, found ${this.#seen()}`);
    }
    const fault = this.#string();
    if (fault !== null) return fault;
    this.#skipBlanks();
    if (this.#text[this.#index] !== ':') {
      return this.#fault(`Expected ":" after the field name, found ${this.#seen()}`);
    }
    this.#index += 1;
    return 'value';
  }

  #value(): State | Fault {
    const character = this.#text[this.#index];
    if (character === '{' || character === '[') {
      this.#open.push(character);
      this.#index += 1;
      return character === '{' ? 'first-key-or-end' : 'first-value-or-end';
    }
    if (character === '"') return this.#string() ?? 'after-value';
    LITERAL.lastIndex = this.#index;
    const literal = LITERAL.exec(this.#text);
    if (literal === null) return this.#fault(`Expected a value, found ${this.#seen()}`);
    this.#index += literal[0].length;
    const code = this.#text.charCodeAt(this.#index);
    if (
      this.#index < this.#text.length &&
      !(code <= 0x20 || code === 0x2c || code === 0x5d || code === 0x7d)
    ) {
      return this.#fault(`Not a number or word that JSON knows, at ${this.#seen()}`);
    }
    return 'after-value';
  }

  #string(): Fault | null {
    let index = this.#index + 1;
    for (;;) {
      PLAIN.lastIndex = index;
      PLAIN.test(this.#text);
      index = PLAIN.lastIndex;
      const code = this.#text.charCodeAt(index);
      if (code === 0x22) {
        this.#index = index + 1;
        return null;
      }
      if (index >= this.#text.length) return this.#fault('The string that starts here is not closed');
      if (code !== 0x5c)
        return { offset: index, message: 'A line break or control character must be escaped' };
      ESCAPE.lastIndex = index;
      if (!ESCAPE.test(this.#text)) return { offset: index, message: 'Not an escape that JSON knows' };
      index = ESCAPE.lastIndex;
    }
  }

  #atEnd(state: State): Fault | null {
    if (state === 'after-value' && this.#open.length === 0) return null;
    if (this.#open.length === 0) return this.#fault('A JSON value is missing');
    return this.#fault(`The text ends before "${this.#open.at(-1) === '{' ? '}' : ']'}"`);
  }

  #skipBlanks(): void {
    BLANKS.lastIndex = this.#index;
    BLANKS.test(this.#text);
    this.#index = BLANKS.lastIndex;
  }

  #seen(): string {
    const point = this.#text.codePointAt(this.#index);
    return point === undefined ? 'the end' : `“${String.fromCodePoint(point)}”`;
  }

  #fault(message: string): Fault {
    return { offset: this.#index, message };
  }
}

const BLANKS = /[ \t\r\n]*/y;
const LITERAL = /true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them inside strings
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
