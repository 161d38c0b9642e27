/** A number of an event that no double holds exactly; EventBridge compares it by its text alone. */
export class ExactNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toJSON(): number {
    return Number(this.text);
  }
}
