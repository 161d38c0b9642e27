/** What ends a state: an error name of Amazon States Language or of the task, and its cause. */
export class StateError extends Error {
  readonly error: string;
  /** text; absent where AWS records none, as for a timeout */
  readonly stateCause: string | undefined;
  /** for States.QueryEvaluationError: the field at fault */
  readonly location: string | undefined;

  constructor(error: string, cause?: string, location?: string) {
    super(`${error}: ${cause ?? ''}`);
    this.error = error;
    this.stateCause = cause;
    this.location = location;
  }
}

/**
 * What is wrong while a field of a state is worked out; whoever runs the state puts `An error occurred while executing
 * the state …` before the words.
 */
export class FieldError extends Error {
  readonly error: string;
  readonly location: string | undefined;

  constructor(error: string, message: string, location?: string) {
    super(message);
    this.error = error;
    this.location = location;
  }
}
