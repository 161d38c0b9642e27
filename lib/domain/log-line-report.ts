import type { ReportLine } from './log-line-kinds.ts';
import { isRequestId, wordEnd } from './request-id.ts';
import { labelledAfter, numberAt, statusOf } from './text-field.ts';

/**
 * Reads a text REPORT with the XRAY line that may follow in the same event. Columns are parted by tabs, or by blanks
 * where a tool copied the line; all but the request ID may be missing. Null where there is no request ID.
 */
export function parseReport(message: string): ReportLine | null {
  const idEnd = wordEnd(message, 18);
  const requestId = message.slice(18, idEnd);
  if (!isRequestId(requestId)) return null;
  const report: ReportLine = {
    kind: 'report',
    format: 'text',
    requestId,
    durationMs: null,
    billedDurationMs: null,
    memorySizeMb: null,
    maxMemoryUsedMb: null,
    initDurationMs: null,
    restoreDurationMs: null,
    billedRestoreDurationMs: null,
    status: null,
    errorType: null,
    traceId: null,
    segmentId: null,
    sampled: null,
  };
  let colon = message.indexOf(': ', idEnd);
  while (colon >= 0) {
    readField(report, message, colon);
    colon = message.indexOf(': ', colon + 2);
  }
  return report;
}

/** The word before the colon, with the one before it where that is not enough, tells the field. */
function readField(report: ReportLine, message: string, colon: number): void {
  const value = colon + 2;
  switch (message.charCodeAt(colon - 1)) {
    case 0x6e: // Duration
      if (message.endsWith('Billed Restore Duration', colon)) {
        report.billedRestoreDurationMs ??= numberAt(message, value);
      } else if (message.endsWith('Billed Duration', colon)) {
        report.billedDurationMs ??= numberAt(message, value);
      } else if (message.endsWith('Init Duration', colon)) {
        report.initDurationMs ??= numberAt(message, value);
      } else if (message.endsWith('Restore Duration', colon)) {
        report.restoreDurationMs ??= numberAt(message, value);
      } else if (message.endsWith('Duration', colon)) {
        report.durationMs ??= numberAt(message, value);
      }
      break;
    case 0x65: // Memory Size, Error Type
      if (message.endsWith('Memory Size', colon)) report.memorySizeMb ??= numberAt(message, value);
      else if (message.endsWith('Error Type', colon)) {
        report.errorType ??= labelledAfter(message, ': ', colon, ' XRAY TraceId: ');
      }
      break;
    case 0x64: // Max Memory Used, XRAY TraceId, SegmentId, Sampled
      if (message.endsWith('Max Memory Used', colon)) report.maxMemoryUsedMb ??= numberAt(message, value);
      else if (message.endsWith('XRAY TraceId', colon)) report.traceId ??= traceIdAt(message, value);
      else if (message.endsWith('SegmentId', colon)) report.segmentId ??= segmentIdAt(message, value);
      else if (message.endsWith('Sampled', colon)) report.sampled ??= message.startsWith('true', value);
      break;
    case 0x73: // Status
      if (message.endsWith('Status', colon)) {
        report.status ??= statusOf(message.slice(value, wordEnd(message, value)));
      }
      break;
  }
}

function traceIdAt(message: string, start: number): string | null {
  const word = message.slice(start, wordEnd(message, start)).toLowerCase();
  return /^1-[0-9a-f]{8}-[0-9a-f]{24}$/.test(word) ? word : null;
}

function segmentIdAt(message: string, start: number): string | null {
  const word = message.slice(start, wordEnd(message, start)).toLowerCase();
  return /^[0-9a-f]{16}$/.test(word) ? word : null;
}
