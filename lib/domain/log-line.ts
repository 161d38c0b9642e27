import { parseJsonLine } from './log-line-json.ts';
import type { LogLine } from './log-line-kinds.ts';
import { parseTextLine } from './log-line-text.ts';

/**
 * Reads one log event's message: Lambda's system lines in text and JSON format, old and new styles, and application
 * lines of Node, Python and Java (aws.md 4.2–4.4). What is malformed or unknown is an application line; never throws.
 */
export function parseLogLine(message: string): LogLine {
  return message.charCodeAt(0) === 0x7b ? parseJsonLine(message) : parseTextLine(message);
}
