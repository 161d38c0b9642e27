import { describeEventPattern } from '@/lib/domain/event-pattern/describe-event-pattern';
import type { EventPattern } from '@/lib/domain/event-pattern/event-pattern';

/** What a pattern asks for, a sentence a field. */
export function PatternWords({ pattern }: { pattern: EventPattern }) {
  return (
    <ul className="flex flex-col gap-0.5">
      {describeEventPattern(pattern).map(({ words }) => (
        <li key={words} className="break-words">
          {words}
        </li>
      ))}
    </ul>
  );
}
