import { isEventObject } from './event-value.ts';
import { readEvent } from './read-event.ts';

const REQUIRED_FIELDS = ['id', 'account', 'source', 'time', 'region', 'resources', 'detail-type'];
const NOT_VALID = 'Parameter Event is not valid.';

export type CheckedEvent =
  | { ok: true; event: Record<string, unknown> }
  | {
      ok: false;
      /** That of AWS's ValidationException. */
      message: string;
      /** What is wrong with the event, in plain words. */
      reason: string;
    };

/**
 * Checks an event as TestEventPattern does: a JSON object with the fields that every event has.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_TestEventPattern.html
 */
export function checkEvent(text: string): CheckedEvent {
  const read = readEvent(text);
  if (!read.ok) return { ok: false, message: NOT_VALID, reason: `The event is not JSON: ${read.message}.` };
  const { event } = read;
  if (!isEventObject(event)) {
    return { ok: false, message: NOT_VALID, reason: 'The event is not a JSON object.' };
  }
  const missing = REQUIRED_FIELDS.filter((field) => !Object.hasOwn(event, field));
  if (missing.length === 0) return { ok: true, event };
  return { ok: false, message: NOT_VALID, reason: `The event has no ${missing.join(', ')}.` };
}
