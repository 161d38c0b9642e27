import { z } from 'zod';
import { checkEvent } from '../../../../domain/event-pattern/check-event.ts';
import { matchesEventPattern } from '../../../../domain/event-pattern/matches-event-pattern.ts';
import { parseEventPattern } from '../../../../domain/event-pattern/parse-event-pattern.ts';
import { AwsError } from '../../../service.ts';
import type { EventsCall } from '../events-call.ts';
import { parseEventsInput } from '../events-input.ts';

const zInput = z.object({
  EventPattern: z.string().max(4_096, 'Member must have length less than or equal to 4096'),
  Event: z.string(),
});

export function testEventPattern(call: EventsCall) {
  const input = parseEventsInput(zInput, call.body);
  const parsed = parseEventPattern(input.EventPattern);
  if (!parsed.ok) throw new AwsError('InvalidEventPatternException', parsed.problem.message);
  const checked = checkEvent(input.Event);
  if (!checked.ok) throw new AwsError('ValidationException', checked.message);
  return { Result: matchesEventPattern(parsed.pattern, checked.event) };
}
