import type { ErrorCode } from '../domain/app-error.ts';
import type { ErrorWords } from './aws-error-words.ts';

/** Longer ones quote the operator's whole pattern. */
const REASON_CHARACTERS = 300;

/**
 * Why EventBridge refused a pattern or the event it was tried on. Unlike other texts of AWS, the reason is passed on: it
 * speaks of nothing but what the operator wrote (`Event pattern is not valid. Reason: … at [Source: …; line: 1, column:
 * 12]`), cut and freed of control characters; the place is given as line and column.
 */
export function eventPatternRefusal(
  name: string,
  message: string,
): (ErrorWords & { code: ErrorCode }) | undefined {
  if (name !== 'InvalidEventPatternException') return undefined;
  const place = /line: (\d{1,6}), column: (\d{1,6})/.exec(message);
  const reason = clean(/Reason: ([\s\S]*)/.exec(message)?.[1] ?? '');
  const at = place === null ? '' : ` (line ${place[1]}, column ${place[2]})`;
  return {
    code: 'invalid-input',
    field: 'eventPattern',
    message: reason === '' ? 'EventBridge does not take this event pattern.' : `EventBridge: ${reason}${at}`,
    nextStep: 'Correct the pattern at this place; nothing was changed.',
  };
}

function clean(text: string): string {
  const [reason = ''] = text.split(/\s+at \[Source:/);
  const plain = reason.replace(/\p{Cc}+/gu, ' ').trim();
  return plain.length > REASON_CHARACTERS ? `${plain.slice(0, REASON_CHARACTERS)}…` : plain;
}
