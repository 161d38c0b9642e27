/** Thrown within the parser only; `parseEventPattern` makes a problem of it. */
export class PatternFault extends Error {
  readonly line: number;
  readonly column: number;

  constructor(message: string, place: { line: number; column: number }) {
    super(message);
    this.line = place.line;
    this.column = place.column;
  }
}
