import type { ProblemText } from '../contract/operation.ts';
import { AppError } from '../domain/app-error.ts';

/** What cannot be saved: one error beside each field. */
export class WrongInputError extends AppError {
  readonly errors: { field: string; message: string }[];

  constructor(problems: readonly ProblemText[]) {
    const [first] = problems;
    super('invalid-input', problems.map(({ message }) => message).join(' '), {
      ...(first?.field ? { field: first.field } : {}),
      ...(first?.nextStep ? { nextStep: first.nextStep } : {}),
    });
    this.name = 'WrongInputError';
    this.errors = problems.map(({ field, message }) => ({ field: field ?? '', message }));
  }
}
