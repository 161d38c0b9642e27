import { BLANKS, behind, ESCAPE, type JsonToken, NUMBER, PLAIN, WORD } from './json-token.ts';
import { PatternFault } from './pattern-fault.ts';
import { placeOf, sourceReference } from './source-reference.ts';

const MAXIMUM_DEPTH = 1000;
const VALUE_WORDS = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

interface Scope {
  bracket: '{' | '[';
  start: number;
  entries: number;
}

/**
 * Reads JSON token by token. The places it names are those of AWS's messages: behind the token; but a string's is
 * behind its opening quote until its text was asked for, and a field name's is that of its value.
 */
export class PatternTokens {
  readonly #source: string;
  readonly #open: Scope[] = [];
  #at = 0;
  #token: JsonToken = 'end';
  #name = '';
  /** The text of a number or word, or of a string that was asked for. */
  #value = '';
  /** The value behind a field name: it is read together with the name. */
  #ahead: JsonToken | null = null;
  /** Where the string starts whose end has not been looked for. */
  #openString: number | null = null;

  constructor(source: string) {
    this.#source = source;
  }

  /** A reader at the same place that leaves this one where it is. */
  fork(): PatternTokens {
    const fork = new PatternTokens(this.#source);
    fork.#open.push(...this.#open.map((scope) => ({ ...scope })));
    fork.#at = this.#at;
    fork.#token = this.#token;
    fork.#name = this.#name;
    fork.#value = this.#value;
    fork.#ahead = this.#ahead;
    fork.#openString = this.#openString;
    return fork;
  }

  next(): JsonToken {
    this.#token = this.#ahead ?? this.#read();
    if (this.#token !== 'name') this.#ahead = null;
    return this.#token;
  }

  /** The text of the present token: a name or string without its escapes, a number or word as written. */
  text(): string {
    if (this.#token === 'name') return this.#name;
    if (this.#token.length === 1) return this.#token;
    if (this.#openString !== null) {
      const start = this.#openString;
      this.#closeString('was expecting closing quote for a string value', ':');
      this.#value = unescaped(this.#source.slice(start, this.#at - 1));
    }
    return this.#value;
  }

  /** Ends the reading with a message that names the present place as AWS does. */
  fault(message: string): never {
    throw new PatternFault(
      `${message}\n at ${sourceReference(this.#source, this.#at)}`,
      placeOf(this.#source, this.#at),
    );
  }

  /** A fault whose message AWS gives without a place. */
  placelessFault(message: string): never {
    throw new PatternFault(message, placeOf(this.#source, this.#at));
  }

  #read(): JsonToken {
    if (this.#openString !== null) this.#closeString('was expecting closing quote for a string value', ':');
    this.#at = behind(BLANKS, this.#source, this.#at);
    const scope = this.#open.at(-1);
    const character = this.#source[this.#at];
    if (character === undefined) return this.#end(scope);
    if (character === ']' || character === '}') return this.#close(character, scope);
    if (scope !== undefined) {
      if (scope.entries > 0) this.#comma(scope);
      scope.entries += 1;
    }
    return scope?.bracket === '{' ? this.#readName() : this.#readValue();
  }

  #end(scope: Scope | undefined): JsonToken {
    if (scope === undefined) return 'end';
    const start = sourceReference(this.#source, scope.start);
    return this.fault(
      `Unexpected end-of-input: expected close marker for ${scopeWord(scope)} (start marker at ${start})`,
    );
  }

  #close(character: ']' | '}', scope: Scope | undefined): JsonToken {
    this.#at += 1;
    const wanted = scope?.bracket === '[' ? ']' : '}';
    if (scope === undefined || character !== wanted) {
      const start = sourceReference(this.#source, scope?.start ?? 0);
      this.fault(
        `Unexpected close marker '${character}': expected '${wanted}' (for ${scopeWord(scope)} starting at ${start})`,
      );
    }
    this.#open.pop();
    return character;
  }

  #comma(scope: Scope): void {
    if (this.#source[this.#at] !== ',') {
      this.#unexpected(`was expecting comma to separate ${scopeWord(scope)} entries`);
    }
    this.#at = behind(BLANKS, this.#source, this.#at + 1);
  }

  #readName(): JsonToken {
    if (this.#source[this.#at] !== '"') this.#unexpected('was expecting double-quote to start field name');
    this.#at += 1;
    const start = this.#at;
    this.#openString = start;
    this.#closeString('in field name', '');
    this.#name = unescaped(this.#source.slice(start, this.#at - 1));
    this.#at = behind(BLANKS, this.#source, this.#at);
    if (this.#source[this.#at] !== ':') {
      this.#unexpected('was expecting a colon to separate field name and value');
    }
    this.#at = behind(BLANKS, this.#source, this.#at + 1);
    this.#ahead = this.#readValue();
    return 'name';
  }

  #readValue(): JsonToken {
    const character = this.#source[this.#at];
    if (character === '{' || character === '[') return this.#openScope(character);
    if (character === '"') {
      this.#at += 1;
      this.#openString = this.#at;
      return 'string';
    }
    const start = this.#at;
    const numberEnd = behind(NUMBER, this.#source, start);
    if (numberEnd > start) return this.#readNumber(start, numberEnd);
    const wordEnd = behind(WORD, this.#source, start);
    if (wordEnd === start) this.#unexpected(`expected a valid value ${VALUE_WORDS}`);
    this.#at = wordEnd;
    this.#value = this.#source.slice(start, wordEnd);
    if (this.#value === 'true' || this.#value === 'false' || this.#value === 'null') return this.#value;
    return this.fault(`Unrecognized token '${this.#value}': was expecting ${VALUE_WORDS}`);
  }

  #openScope(bracket: '{' | '['): JsonToken {
    if (this.#open.length >= MAXIMUM_DEPTH) {
      this.fault(
        `Document nesting depth (${MAXIMUM_DEPTH + 1}) exceeds the maximum allowed (${MAXIMUM_DEPTH})`,
      );
    }
    this.#open.push({ bracket, start: this.#at, entries: 0 });
    this.#at += 1;
    return bracket;
  }

  #readNumber(start: number, end: number): JsonToken {
    this.#at = end;
    const follower = this.#source[end] ?? '';
    if (/^-?0$/.test(this.#source.slice(start, end)) && /[0-9]/.test(follower)) {
      this.fault('Invalid numeric value: Leading zeroes not allowed');
    }
    if (follower === '.') {
      this.#at += 1;
      this.#unexpected('in numeric value: Decimal point not followed by a digit', ' ');
    }
    if (follower === 'e' || follower === 'E') {
      this.#at += 1;
      this.#unexpected('in numeric value: Exponent indicator not followed by a digit', ' ');
    }
    this.#value = this.#source.slice(start, end);
    return 'number';
  }

  #closeString(unfinished: string, separator: ':' | ''): void {
    let index = this.#openString ?? this.#at;
    for (;;) {
      index = behind(PLAIN, this.#source, index);
      const character = this.#source[index];
      this.#at = index + 1;
      if (character === '"') break;
      if (character === undefined) {
        this.#at = index;
        this.fault(`Unexpected end-of-input${separator} ${unfinished}`);
      }
      const next = behind(ESCAPE, this.#source, index);
      if (next > index) index = next;
      else if (character === '\\') this.#badEscape();
      else {
        const code = character.charCodeAt(0);
        this.fault(
          `Illegal unquoted character ((CTRL-CHAR, code ${code})): has to be escaped using backslash to be included in string value`,
        );
      }
    }
    this.#openString = null;
  }

  #badEscape(): never {
    const escaped = this.#source[this.#at] ?? '';
    if (escaped === 'u') this.#unexpected('expected a hex-digit for character escape sequence');
    this.#at += escaped.length;
    return this.fault(`Unrecognized character escape ${characterWord(escaped)}`);
  }

  #unexpected(why: string, separator = ': '): never {
    const character = this.#source[this.#at];
    if (character === undefined) return this.fault('Unexpected end-of-input within/between Object entries');
    this.#at += 1;
    return this.fault(`Unexpected character (${characterWord(character)})${separator}${why}`);
  }
}

function characterWord(character: string): string {
  const code = character.charCodeAt(0);
  return code < 0x20 ? `(CTRL-CHAR, code ${code})` : `'${character}' (code ${code})`;
}

function scopeWord(scope: Scope | undefined): string {
  if (scope === undefined) return 'root';
  return scope.bracket === '{' ? 'Object' : 'Array';
}

function unescaped(raw: string): string {
  const text: string = raw.includes('\\') ? JSON.parse(`"${raw}"`) : raw;
  return text;
}
