import type { LogLine, ReportLine } from './log-line-kinds.ts';

const WORDS: Partial<Record<LogLine['kind'], string>> = {
  start: 'START',
  end: 'END',
  'init-start': 'INIT_START',
  'init-runtime-done': 'INIT done',
  'init-report': 'INIT_REPORT',
  'restore-start': 'RESTORE_START',
  'restore-runtime-done': 'RESTORE done',
  'restore-report': 'RESTORE_REPORT',
  'runtime-done': 'Handler done',
};

/**
 * One of Lambda's system lines in a few words, durations in ms as reported: `REPORT 12.4 ms, billed 13 ms, 62 of
 * 256 MB`. Null for what has to be read as it is: application lines, errors, kinds without fields of their own.
 */
export function systemLineWords(line: LogLine): string | null {
  if (line.kind === 'report') return reportWords(line);
  const word = WORDS[line.kind];
  if (word === undefined) return null;
  if (line.kind === 'start') return line.version === null ? word : `${word} version ${line.version}`;
  if (line.kind === 'init-start')
    return line.runtimeVersion === null ? word : `${word} ${line.runtimeVersion}`;
  if (!('durationMs' in line)) return word;
  const failed = line.status === null || line.status === 'success' ? null : line.status;
  return joined(word, [ms(line.durationMs), failed, line.errorType]);
}

function reportWords(line: ReportLine): string {
  const used = line.maxMemoryUsedMb;
  const memory =
    used === null ? null : `${used}${line.memorySizeMb === null ? '' : ` of ${line.memorySizeMb}`} MB`;
  return joined('REPORT', [
    ms(line.durationMs),
    ms(line.billedDurationMs, 'billed '),
    memory,
    ms(line.initDurationMs, 'init '),
    ms(line.restoreDurationMs, 'restore '),
    line.status === null || line.status === 'success' ? null : line.status,
    line.errorType,
  ]);
}

function ms(value: number | null, before = ''): string | null {
  return value === null ? null : `${before}${value} ms`;
}

function joined(word: string, facts: readonly (string | null)[]): string {
  const known = facts.filter((fact) => fact !== null);
  return known.length === 0 ? word : `${word} ${known.join(', ')}`;
}
