import { expect, it } from 'vitest';
import { checkEventPatternLength } from './event-pattern-limits.ts';

it.each([
  [2048, null],
  [2049, 'warning'],
  [4096, 'warning'],
  [4097, 'error'],
])('%i characters: %s', (length, severity) => {
  const finding = checkEventPatternLength('x'.repeat(length));
  expect(finding?.severity ?? null).toBe(severity);
  if (finding !== null) expect(finding.message).toContain(severity === 'error' ? '4096' : 'quota');
});
