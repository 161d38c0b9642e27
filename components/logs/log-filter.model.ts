import type { LogLineDto } from '@/lib/contract/hop';

export const LOG_LEVELS = ['all', 'INFO', 'WARN', 'ERROR'] as const;
type LogLevelChoice = (typeof LOG_LEVELS)[number];

export interface LogFilter {
  /** this level and worse; `all` shows lines without a level too */
  level: LogLevelChoice;
  /** START, END, REPORT and their like */
  system: boolean;
}

const RANK: Record<NonNullable<LogLineDto['level']>, number> = {
  TRACE: 0,
  DEBUG: 1,
  INFO: 2,
  WARN: 3,
  ERROR: 4,
  FATAL: 5,
};

/** Indices of the lines that the filter shows, in order. */
export function filterLog(lines: readonly LogLineDto[], filter: LogFilter): number[] {
  const least = filter.level === 'all' ? -1 : RANK[filter.level];
  const shown: number[] = [];
  lines.forEach((line, index) => {
    if (line.system ? filter.system : least < 0 || (line.level !== null && RANK[line.level] >= least))
      shown.push(index);
  });
  return shown;
}

/** Positions within `shown` whose text holds the words, in any case. */
export function findInLog(lines: readonly LogLineDto[], shown: readonly number[], words: string): number[] {
  const wanted = words.trim().toLowerCase();
  if (wanted === '') return [];
  const found: number[] = [];
  shown.forEach((index, position) => {
    if (lines[index]?.text.toLowerCase().includes(wanted) === true) found.push(position);
  });
  return found;
}

/** Text split at the words, so that every second part is a hit. */
export function splitHits(text: string, words: string): string[] {
  const wanted = words.trim().toLowerCase();
  if (wanted === '') return [text];
  const lower = text.toLowerCase();
  // a character whose lower case is longer would shift every offset behind it
  if (lower.length !== text.length) return [text];
  const parts: string[] = [];
  let from = 0;
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, from)) {
    parts.push(text.slice(from, at), text.slice(at, at + wanted.length));
    from = at + wanted.length;
  }
  parts.push(text.slice(from));
  return parts;
}

/** The lines as a text file: time and the message as CloudWatch has it. */
export function logText(lines: readonly LogLineDto[], shown: readonly number[]): string {
  return shown
    .map((index) => lines[index])
    .map((line) => (line === undefined ? '' : `${line.at} ${line.message.replace(/\n$/, '')}\n`))
    .join('');
}
