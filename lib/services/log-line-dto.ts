import type { LogLineDto } from '../contract/hop.ts';
import { parseLogLine } from '../domain/log-line.ts';
import type { LogEvent } from '../domain/observation.ts';

/** A log event as clients see it: `text` without the runtime's prefix, `message` as CloudWatch has it. */
export function logLineDto(event: LogEvent): LogLineDto {
  const line = parseLogLine(event.message);
  const application = line.kind === 'application';
  return {
    at: new Date(event.timestamp).toISOString(),
    level: application ? line.level : null,
    system: !application,
    text: application ? line.text : event.message,
    message: event.message,
  };
}
