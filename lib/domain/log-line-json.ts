import { jsonMemberText } from './json-scan.ts';
import { logLevelOf } from './log-level.ts';
import type { ApplicationLine, LogLine } from './log-line-kinds.ts';
import { parsePlatformLine } from './log-line-platform.ts';
import { plainLine } from './plain-line.ts';
import { isRequestId } from './request-id.ts';

/** Reads a line that starts with `{`; broken JSON becomes a plain application line. Never throws. */
export function parseJsonLine(message: string): LogLine {
  let parsed: unknown;
  try {
    parsed = JSON.parse(message);
  } catch {
    return plainLine(message);
  }
  if (typeof parsed !== 'object' || parsed === null) return plainLine(message);
  const fields = parsed as Record<string, unknown>;
  const type = fields.type;
  if (typeof type === 'string' && type.startsWith('platform.') && 'record' in fields) {
    return parsePlatformLine(type, fields.record);
  }
  return applicationLine(message, fields);
}

function applicationLine(message: string, fields: Record<string, unknown>): ApplicationLine {
  const body = fields.message ?? fields.msg;
  const inner = errorOf(body);
  const outer = inner ?? errorOf(fields);
  return {
    kind: 'application',
    format: 'json',
    level: logLevelOf(fields.level ?? fields.log_level ?? fields.severity),
    requestId: requestIdOf(fields),
    text: textOf(message, fields, body),
    timestampText: stringOf(fields.timestamp) ?? stringOf(fields.time) ?? stringOf(fields['@timestamp']),
    errorType: outer?.errorType ?? null,
    errorMessage: outer?.errorMessage ?? null,
    label: null,
    // Node: the error is the message. Python: the error is the line, without a message.
    uncaught: outer?.hasStack === true && (inner !== null || body === undefined),
  };
}

/** Node's own key first, then Java's spellings and those of Powertools and structlog. */
function requestIdOf(fields: Record<string, unknown>): string | null {
  const value =
    fields.requestId ??
    fields.AWSRequestId ??
    fields.AWSrequestId ??
    fields.awsRequestId ??
    fields.function_request_id ??
    fields.aws_request_id;
  return typeof value === 'string' && isRequestId(value) ? value : null;
}

/** The message where the line has one, exactly as printed; else the whole line. */
function textOf(message: string, fields: Record<string, unknown>, body: unknown): string {
  if (typeof body === 'string') return body;
  if (body === undefined || body === null || !framed(fields)) return withoutLastNewline(message);
  return jsonMemberText(message, fields.message === undefined ? 'msg' : 'message') ?? message;
}

/** Only in a frame of the runtime or a logger is `message` the whole of what was said. */
function framed(fields: Record<string, unknown>): boolean {
  return fields.level !== undefined && (fields.timestamp !== undefined || fields.time !== undefined);
}

function errorOf(
  value: unknown,
): { errorType: string; errorMessage: string | null; hasStack: boolean } | null {
  if (typeof value !== 'object' || value === null) return null;
  const { errorType, errorMessage, stackTrace, stack, trace } = value as Record<string, unknown>;
  if (typeof errorType !== 'string') return null;
  return {
    errorType,
    errorMessage: stringOf(errorMessage),
    hasStack: Array.isArray(stackTrace) || Array.isArray(stack) || Array.isArray(trace),
  };
}

function stringOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function withoutLastNewline(message: string): string {
  return message.endsWith('\n') ? message.slice(0, -1) : message;
}
