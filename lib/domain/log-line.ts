import { parseJsonLine } from './log-line-json.ts';
import type { LogLine } from './log-line-kinds.ts';
import { parseTextLine } from './log-line-text.ts';

/**
 * Reads one log event's message: Lambda's system lines in text and JSON format, old and new styles, and application
 * lines of Node, Python and Java. What is malformed or unknown is an application line; never throws.
 * Shapes: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html, …/lambda-runtime-environment.html
 */
export function parseLogLine(message: string): LogLine {
  return message.charCodeAt(0) === 0x7b ? parseJsonLine(message) : parseTextLine(message);
}
