import type { RunStatus } from './log-line-kinds.ts';

/**
 * The value after `label` at or behind `from`, up to the next tab or line break, or to `stop` where columns were
 * parted by blanks; null where the label or the value is missing.
 */
export function labelledAfter(text: string, label: string, from: number, stop: string | null): string | null {
  const at = text.indexOf(label, from);
  if (at < 0) return null;
  const start = at + label.length;
  let end = start;
  while (end < text.length && text.charCodeAt(end) !== 0x09 && text.charCodeAt(end) >= 0x20) end += 1;
  const stopAt = stop === null ? -1 : text.indexOf(stop, start - 1);
  const value = text.slice(start, stopAt >= 0 && stopAt < end ? Math.max(stopAt, start) : end).trim();
  return value === '' ? null : value;
}

/** The number after `label` at or behind `from`; null where there is none. */
export function millisecondsAfter(text: string, label: string, from: number): number | null {
  const at = text.indexOf(label, from);
  return at < 0 ? null : numberAt(text, at + label.length);
}

/** The plain decimal number that starts at `start`; null where none does. */
export function numberAt(text: string, start: number): number | null {
  let end = start;
  while (end < text.length) {
    const code = text.charCodeAt(end);
    if ((code < 0x30 || code > 0x39) && code !== 0x2e) break;
    end += 1;
  }
  if (end === start) return null;
  const value = Number(text.slice(start, end));
  return Number.isFinite(value) ? value : null;
}

/** The status that Lambda prints; null for any other word. */
export function statusOf(value: unknown): RunStatus | null {
  return value === 'success' || value === 'failure' || value === 'error' || value === 'timeout'
    ? value
    : null;
}
