import type { z } from 'zod';
import { AppError } from '../domain/app-error.ts';
import type { Problem } from './problem.ts';

/** Input that does not fit its schema: one error beside each field. */
class InputError extends AppError {
  readonly errors: Problem['errors'];

  constructor(issues: readonly z.core.$ZodIssue[]) {
    const errors = issues.flatMap(fieldErrors);
    const detail = errors.map(({ field, message }) => (field === '' ? message : `${field}: ${message}`));
    super('invalid-input', detail.join('; '), errors[0] === undefined ? {} : { field: errors[0].field });
    this.name = 'InputError';
    this.errors = errors;
  }
}

/** The error of each field where `error` is input that did not fit, else null; copies of this module share AppErrors. */
export function fieldErrorsOf(error: unknown): Problem['errors'] | null {
  return error instanceof AppError && 'errors' in error ? (error as InputError).errors : null;
}

/** Reads `input` by `schema`. Throws `invalid-input` with one error beside each field. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw new InputError(parsed.error.issues);
  return parsed.data;
}

function fieldErrors(issue: z.core.$ZodIssue): Problem['errors'] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((field) => ({ field, message: 'There is no such field' }));
  }
  return [{ field: issue.path.join('.'), message: issue.message }];
}
