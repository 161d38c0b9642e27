import { describe, expect, it } from 'vitest';
import { parseLogLine } from './log-line.ts';
import { systemLineWords } from './system-line-words.ts';

const ID = 'f865d231-4710-41b2-8c71-7f22ec228699';
const platform = (type: string, record: object) =>
  JSON.stringify({ time: '2026-11-23T10:31:34.342Z', type: `platform.${type}`, record });

describe('systemLineWords', () => {
  it.each([
    [`START RequestId: ${ID} Version: $LATEST\n`, 'START version $LATEST'],
    [`END RequestId: ${ID}\n`, 'END'],
    [platform('start', { requestId: ID, version: '7' }), 'START version 7'],
    [
      platform('runtimeDone', { requestId: ID, status: 'success', metrics: { durationMs: 1.5 } }),
      'Handler done 1.5 ms',
    ],
    [
      platform('runtimeDone', { requestId: ID, status: 'error', errorType: 'Runtime.ExitError' }),
      'Handler done error, Runtime.ExitError',
    ],
    [
      platform('report', {
        requestId: ID,
        status: 'timeout',
        metrics: { durationMs: 3000, billedDurationMs: 3000, memorySizeMB: 128, maxMemoryUsedMB: 44 },
      }),
      'REPORT 3000 ms, billed 3000 ms, 44 of 128 MB, timeout',
    ],
    [platform('report', { requestId: ID, metrics: 'none' }), 'REPORT'],
    [
      `REPORT RequestId: ${ID}\tDuration: 2.11 ms\tBilled Duration: 3 ms\tMemory Size: 128 MB\tMax Memory Used: 61 MB\tInit Duration: 101.5 ms\t\n`,
      'REPORT 2.11 ms, billed 3 ms, 61 of 128 MB, init 101.5 ms',
    ],
    ['charging pay-1', null],
    [`2026-11-23T10:31:34.342Z ${ID} Task timed out after 3.00 seconds\n\n`, null],
  ])('%s', (message, words) => {
    expect(systemLineWords(parseLogLine(message))).toBe(words);
  });
});
