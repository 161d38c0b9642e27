import { EXECUTION_INPUT_LIMIT_BYTES } from '@/lib/contract/state-machine';
import { jsonSyntaxError } from '@/lib/domain/json-text';
import { utf8Length } from '@/lib/domain/utf8-length';

/** What is wrong with the input of an execution: empty, not JSON (where), too large. */
export function checkExecutionInput(text: string): {
  said: string | null;
  fault: { line: number; column: number } | null;
  bytes: number;
  tooLarge: boolean;
} {
  const bytes = utf8Length(text);
  const tooLarge = bytes > EXECUTION_INPUT_LIMIT_BYTES;
  if (text.trim() === '')
    return { said: 'Write an input. {} is an empty one.', fault: null, bytes, tooLarge };
  const syntax = jsonSyntaxError(text);
  if (syntax !== null) {
    const said = `Line ${syntax.line}, column ${syntax.column}: ${syntax.message}`;
    return { said, fault: syntax, bytes, tooLarge };
  }
  const limit = EXECUTION_INPUT_LIMIT_BYTES.toLocaleString('en-US');
  return {
    said: tooLarge
      ? `${bytes.toLocaleString('en-US')} bytes are too many: an execution takes ${limit} at most.`
      : null,
    fault: null,
    bytes,
    tooLarge,
  };
}

/** What is wrong with the name; an empty one is chosen by the dashboard. */
export function executionNameProblem(name: string): string | null {
  return name === '' || /^[0-9A-Za-z_-]{1,80}$/.test(name)
    ? null
    : 'An execution name has 1 to 80 letters, digits, _ and -';
}
