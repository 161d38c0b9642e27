import type { LogLineDto } from '../contract/hop.ts';
import { parseLogLine } from '../domain/log-line.ts';
import type { LogLine } from '../domain/log-line-kinds.ts';
import type { LogEvent } from '../domain/observation.ts';
import { systemLineWords } from '../domain/system-line-words.ts';

/** A log event as clients see it: `text` without the runtime's prefix, `message` as CloudWatch has it. */
export function logLineDto(event: LogEvent): LogLineDto {
  const line = parseLogLine(event.message);
  const application = line.kind === 'application';
  return {
    at: new Date(event.timestamp).toISOString(),
    level: application ? line.level : null,
    system: !application,
    text: application ? line.text : systemText(line, event.message),
    message: event.message,
  };
}

/** JSON system lines are long; their text form is short and known by heart, so it stays as it is. */
function systemText(line: LogLine, message: string): string {
  return line.kind !== 'application' && line.format === 'json' ? (systemLineWords(line) ?? message) : message;
}
