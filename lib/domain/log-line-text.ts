import { logLevelOf } from './log-level.ts';
import type { ApplicationLine, LogLine } from './log-line-kinds.ts';
import { parseReport } from './log-line-report.ts';
import { plainLine } from './plain-line.ts';
import { isRequestId, wordEnd } from './request-id.ts';
import { labelledAfter, millisecondsAfter, statusOf } from './text-field.ts';

/** Reads a line that is not JSON; what is no system line becomes an application line. Never throws. */
export function parseTextLine(message: string): LogLine {
  const first = message.charCodeAt(0);
  if (first >= 0x30 && first <= 0x39) return parseTimestamped(message);
  switch (first) {
    case 0x53: // S
      return message.startsWith('START RequestId: ') ? parseStart(message) : plainLine(message);
    case 0x45: // E
      return message.startsWith('END RequestId: ') ? parseEnd(message) : plainLine(message);
    case 0x52: // R
      if (message.startsWith('REPORT RequestId: ')) return parseReport(message) ?? plainLine(message);
      if (message.startsWith('RequestId: ')) return parseRuntimeError(message);
      if (message.startsWith('RESTORE_REPORT ')) return parsePhase(message, 'restore-report');
      if (message.startsWith('RESTORE_START')) {
        return { kind: 'restore-start', format: 'text', requestId: null, type: 'RESTORE_START' };
      }
      return plainLine(message);
    case 0x49: // I
      if (message.startsWith('INIT_START ')) return parseInitStart(message);
      return message.startsWith('INIT_REPORT ') ? parsePhase(message, 'init-report') : plainLine(message);
    case 0x5b: // [
      return parseBracketed(message);
    case 0x4c: // L
      if (message.startsWith('LAMBDA_WARNING: ')) return { ...plainLine(message), level: 'WARN' };
      return plainLine(message);
    default:
      return plainLine(message);
  }
}

/** `START RequestId: <id> Version: <version>` and nothing after it. */
function parseStart(message: string): LogLine {
  const idEnd = wordEnd(message, 17);
  const requestId = message.slice(17, idEnd);
  const rest = message.slice(idEnd).trim();
  if (!isRequestId(requestId)) return plainLine(message);
  const version = rest.startsWith('Version: ') ? rest.slice(9) : null;
  if ((version === null && rest !== '') || version?.includes(' ')) return plainLine(message);
  return { kind: 'start', format: 'text', requestId, version, functionArn: null, trace: null, spanId: null };
}

function parseEnd(message: string): LogLine {
  const requestId = message.slice(15).trim();
  return isRequestId(requestId) ? { kind: 'end', format: 'text', requestId } : plainLine(message);
}

/** `RequestId: <id> Error: Runtime exited …\nRuntime.ExitError` and `RequestId: <id> Process exited …` */
function parseRuntimeError(message: string): LogLine {
  const idEnd = wordEnd(message, 11);
  const requestId = message.slice(11, idEnd);
  if (!isRequestId(requestId)) return plainLine(message);
  const rest = message.slice(idEnd).trim();
  const newline = rest.indexOf('\n');
  const text = newline < 0 ? rest : rest.slice(0, newline).trimEnd();
  const errorType = newline < 0 ? '' : rest.slice(newline + 1).trim();
  return {
    kind: 'runtime-error',
    format: 'text',
    requestId,
    errorType: errorType === '' || errorType.length > 200 || /\s/.test(errorType) ? null : errorType,
    errorMessage: text.startsWith('Error: ') ? text.slice(7) : text,
  };
}

function parseInitStart(message: string): LogLine {
  const runtimeVersion = labelledAfter(message, 'Runtime Version: ', 11, ' Runtime Version ARN:');
  const runtimeVersionArn = labelledAfter(message, 'Runtime Version ARN: ', 11, null);
  return {
    kind: 'init-start',
    format: 'text',
    runtimeVersion,
    runtimeVersionArn,
    initializationType: null,
    functionName: null,
    functionVersion: null,
  };
}

/** `INIT_REPORT Init Duration: 87.28 ms\tPhase: invoke\tStatus: error\tError Type: …`, `RESTORE_REPORT …` */
function parsePhase(message: string, kind: 'init-report' | 'restore-report'): LogLine {
  return {
    kind,
    format: 'text',
    requestId: null,
    durationMs: millisecondsAfter(message, 'Duration: ', 11),
    phase: labelledAfter(message, 'Phase: ', 11, ' Status: '),
    status: statusOf(labelledAfter(message, 'Status: ', 11, ' Error Type: ')),
    errorType: labelledAfter(message, 'Error Type: ', 11, null),
    trace: null,
  };
}

/**
 * Lines that start with a date: Node's `<ISO>\t<id>\t<LEVEL>\t<text>`, the old `<ISO> <id> Task timed out after 3.00
 * seconds`, Java's `<date> <time> <id> <LEVEL> …`.
 */
function parseTimestamped(message: string): LogLine {
  const stampEnd = wordEnd(message, 0);
  if (stampEnd < 10 || stampEnd > 35 || message.charCodeAt(4) !== 0x2d) return plainLine(message);
  const timestampText = message.slice(0, stampEnd);
  if (message.charCodeAt(stampEnd) === 0x09) return parseNodeText(message, timestampText);
  const idEnd = wordEnd(message, stampEnd + 1);
  const second = message.slice(stampEnd + 1, idEnd);
  if (isRequestId(second)) {
    const timeoutMs = timeoutOf(message, idEnd + 1);
    if (timeoutMs !== null) return { kind: 'timeout', format: 'text', requestId: second, timeoutMs };
    return levelled(message, 'java-text', timestampText, second, idEnd + 1);
  }
  if (stampEnd !== 10 || second.charCodeAt(2) !== 0x3a) return plainLine(message);
  const thirdEnd = wordEnd(message, idEnd + 1);
  const third = message.slice(idEnd + 1, thirdEnd);
  if (!isRequestId(third)) return plainLine(message);
  return levelled(message, 'java-text', `${timestampText} ${second}`, third, thirdEnd + 1);
}

function parseNodeText(message: string, timestampText: string): LogLine {
  const idStart = timestampText.length + 1;
  const idEnd = message.indexOf('\t', idStart);
  if (idEnd < 0 || idEnd - idStart > 64) return plainLine(message);
  const id = message.slice(idStart, idEnd);
  if (id !== 'undefined' && !isRequestId(id)) return plainLine(message);
  const requestId = id === 'undefined' ? null : id;
  const levelEnd = message.indexOf('\t', idEnd + 1);
  const level = levelEnd < 0 || levelEnd - idEnd > 12 ? null : logLevelOf(message.slice(idEnd + 1, levelEnd));
  const textStart = level === null ? idEnd + 1 : levelEnd + 1;
  const line: ApplicationLine = {
    kind: 'application',
    format: 'node-text',
    level,
    requestId,
    text: withoutLastNewline(message, textStart),
    timestampText,
    errorType: null,
    errorMessage: null,
    label: null,
    uncaught: false,
  };
  if (level === 'ERROR') {
    const label = LABELS.find((candidate) => line.text.startsWith(candidate));
    if (label !== undefined && line.text.startsWith(' \t', label.length)) {
      return { ...line, ...reportedError(line.text.slice(label.length + 2)), label, uncaught: true };
    }
  }
  return line;
}

/** Written by Node's runtime client before the error's JSON. */
const LABELS = ['Invoke Error', 'Uncaught Exception', 'Unhandled Promise Rejection'];

function reportedError(json: string): { errorType: string | null; errorMessage: string | null } {
  try {
    const error: unknown = JSON.parse(json);
    if (typeof error === 'object' && error !== null) {
      const { errorType, errorMessage } = error as Record<string, unknown>;
      return {
        errorType: typeof errorType === 'string' ? errorType : null,
        errorMessage: typeof errorMessage === 'string' ? errorMessage : null,
      };
    }
  } catch {
    // a cut or foreign report: its text is shown as it is
  }
  return { errorType: null, errorMessage: null };
}

/** Python: `[INFO]\t<ISO>\t<id>\t<text>`, and `[ERROR] Type: message\nTraceback …` of its error reporter. */
function parseBracketed(message: string): LogLine {
  const close = message.indexOf(']');
  const level = close < 2 || close > 12 ? null : logLevelOf(message.slice(1, close));
  if (level === null) return plainLine(message);
  if (message.charCodeAt(close + 1) === 0x09) {
    const stampEnd = message.indexOf('\t', close + 2);
    const idEnd = stampEnd < 0 ? -1 : message.indexOf('\t', stampEnd + 1);
    const id = idEnd < 0 ? '' : message.slice(stampEnd + 1, idEnd);
    if (isRequestId(id) || (idEnd >= 0 && id === '')) {
      return {
        kind: 'application',
        format: 'python-text',
        level,
        requestId: id === '' ? null : id,
        text: withoutLastNewline(message, idEnd + 1),
        timestampText: message.slice(close + 2, stampEnd),
        errorType: null,
        errorMessage: null,
        label: null,
        uncaught: false,
      };
    }
  }
  const text = withoutLastNewline(message, close + 2);
  const reported = level === 'ERROR' ? /^([A-Za-z_][\w.]{0,120}): ?([^\n\r]*)/.exec(text) : null;
  return {
    ...plainLine(message),
    format: 'python-text',
    level,
    text,
    errorType: reported?.[1] ?? null,
    errorMessage: reported?.[2] ?? null,
    uncaught: reported !== null,
  };
}

function levelled(
  message: string,
  format: 'java-text',
  timestampText: string,
  requestId: string,
  start: number,
): ApplicationLine {
  const end = wordEnd(message, start);
  const level = logLevelOf(message.slice(start, end));
  return {
    ...plainLine(message),
    format,
    level,
    requestId,
    timestampText,
    text: withoutLastNewline(message, level === null ? start : end).trimStart(),
  };
}

function timeoutOf(message: string, start: number): number | null {
  if (!message.startsWith('Task timed out after ', start)) return null;
  const end = message.indexOf(' seconds', start + 21);
  const seconds = end < 0 ? Number.NaN : Number(message.slice(start + 21, end));
  return Number.isFinite(seconds) && message.slice(end + 8).trim() === '' ? Math.round(seconds * 1000) : null;
}

function withoutLastNewline(message: string, start: number): string {
  return message.slice(start, message.endsWith('\n') ? -1 : undefined);
}
