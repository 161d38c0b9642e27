import { parseLogLine } from '@/lib/domain/log-line';
import type { ApplicationLine, LogLine } from '@/lib/domain/log-line-kinds';
import { type Marker, parseMarker } from '@/lib/domain/marker';
import { systemLineWords } from '@/lib/domain/system-line-words';

export interface TailLine {
  level: string | null;
  text: string;
  /** the line as it was written, where `text` is shorter */
  whole: string | null;
  /** written by Lambda, or a marker: quiet */
  system: boolean;
  bad: boolean;
}

const BAD_KINDS: ReadonlySet<LogLine['kind']> = new Set([
  'timeout',
  'runtime-error',
  'fault',
  'logs-dropped',
]);

/**
 * The lines of a run's stored tail for a first look: without blank lines and the runtime's prefixes; Lambda's own
 * lines, markers and thrown errors in a few words.
 */
export function tailLines(tail: string, requestId: string): TailLine[] {
  const lines: TailLine[] = [];
  for (const raw of tail.split('\n')) {
    if (raw.trim() === '') continue;
    const line = parseLogLine(raw);
    if (line.kind === 'application') lines.push(applicationTail(line, raw, requestId));
    else {
      const text = systemLineWords(line) ?? raw;
      const bad = BAD_KINDS.has(line.kind);
      lines.push({ level: null, text, whole: text === raw ? null : raw, system: !bad, bad });
    }
  }
  return lines;
}

function applicationTail(line: ApplicationLine, raw: string, requestId: string): TailLine {
  const marker = parseMarker(line.text, requestId);
  if (marker !== null)
    return { level: null, text: markerWords(marker), whole: line.text, system: true, bad: false };
  const bad = line.level === 'ERROR' || line.level === 'FATAL' || line.uncaught;
  const thrown = line.uncaught && line.errorType !== null && line.text.includes('{');
  const text = thrown ? thrownWords(line) : line.text;
  return { level: line.level, text, whole: thrown ? raw : null, system: false, bad };
}

function markerWords({ via, attempt, maxAttempts, reason, next }: Marker): string {
  const limit = maxAttempts === null ? '' : ` of ${maxAttempts}`;
  const facts = [
    attempt === null ? null : `attempt ${attempt}${limit}`,
    next === null ? null : `runs again by ${via}`,
    reason,
  ].filter((fact) => fact !== null);
  return facts.length === 0 ? 'MARKER' : `MARKER ${facts.join(', ')}`;
}

function thrownWords({ label, errorType, errorMessage }: ApplicationLine): string {
  const error = errorMessage === null ? errorType : `${errorType}: ${errorMessage}`;
  return label === null ? `${error}` : `${label} ${error}`;
}
