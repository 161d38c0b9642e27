import type { LogLevel } from './log-line-kinds.ts';

const BY_NAME: ReadonlyMap<string, LogLevel> = new Map([
  ['TRACE', 'TRACE'],
  ['DEBUG', 'DEBUG'],
  ['INFO', 'INFO'],
  ['INFORMATION', 'INFO'],
  ['NOTICE', 'INFO'],
  ['WARN', 'WARN'],
  ['WARNING', 'WARN'],
  ['ERROR', 'ERROR'],
  ['FATAL', 'FATAL'],
  ['CRITICAL', 'FATAL'],
]);

/** The level that a logger's word (any case) or pino's and bunyan's number (10 … 60) means; null for anything else. */
export function logLevelOf(value: unknown): LogLevel | null {
  if (typeof value === 'string') {
    return value.length > 11 ? null : (BY_NAME.get(value) ?? BY_NAME.get(value.trim().toUpperCase()) ?? null);
  }
  if (typeof value !== 'number') return null;
  if (value >= 60) return 'FATAL';
  if (value >= 50) return 'ERROR';
  if (value >= 40) return 'WARN';
  if (value >= 30) return 'INFO';
  if (value >= 20) return 'DEBUG';
  return value >= 10 ? 'TRACE' : null;
}
