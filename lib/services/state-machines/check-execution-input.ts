import { EXECUTION_INPUT_LIMIT_BYTES } from '../../contract/state-machine.ts';
import { AppError } from '../../domain/app-error.ts';
import { jsonSyntaxError, utf8Length } from '../../domain/json-text.ts';

/** Throws beside the field `input` when `text` is not one JSON value or larger than Step Functions takes (aws.md 7.1). */
export function checkExecutionInput(text: string): void {
  const bytes = utf8Length(text);
  if (bytes > EXECUTION_INPUT_LIMIT_BYTES) {
    const [has, takes] = [bytes, EXECUTION_INPUT_LIMIT_BYTES].map((count) => count.toLocaleString('en-US'));
    throw new AppError(
      'payload-too-large',
      `The input has ${has} bytes; an execution takes at most ${takes}.`,
      { field: 'input', nextStep: 'Put the data in S3 and pass its key.' },
    );
  }
  const syntax = jsonSyntaxError(text);
  if (syntax === null) return;
  throw new AppError(
    'invalid-input',
    `Not JSON: line ${syntax.line}, column ${syntax.column}: ${syntax.message}`,
    { field: 'input' },
  );
}
