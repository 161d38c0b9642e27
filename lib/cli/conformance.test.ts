import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { main } from './conformance.ts';

const ID = '7c1e52a4-3b0d-4f6a-9d1e-0a2b3c4d5e6f';
let folder: string;
let printed: string[];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'reprise-conformance-'));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(() => {
  printed = [];
  for (const method of ['log', 'error'] as const) {
    vi.spyOn(console, method).mockImplementation((text: string) => printed.push(text));
  }
  return () => vi.restoreAllMocks();
});

async function judge(rows: unknown[], subject = 'log-lines'): Promise<number> {
  const file = path.join(folder, 'rows.jsonl');
  await writeFile(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  return main([subject, file]);
}

describe('conformance log-lines', () => {
  it('passes where each line is read as its kind, or as more', async () => {
    const report = `REPORT RequestId: ${ID}\tDuration: 3000.00 ms\tStatus: timeout`;
    const code = await judge([
      { line: `END RequestId: ${ID}`, kind: 'END' },
      { line: report, kind: 'REPORT+timeout' },
      { line: report, kind: 'REPORT' },
      { line: '{"type":"platform.end","record":{}}', kind: 'platform.end' },
    ]);
    expect(printed.join('\n')).toContain('4 of 4 lines read as their kind');
    expect(code).toBe(0);
  });

  it('fails with every mismatch', async () => {
    const code = await judge([
      { source: 'a', line: `END RequestId: ${ID}`, kind: 'START' },
      { source: 'b', line: `REPORT RequestId: ${ID}`, kind: 'REPORT+XRAY' },
    ]);
    expect(printed.join('\n')).toMatch(/a\n {2}MISMATCH: named START, read as END[\s\S]*b\n {2}MISMATCH/);
    expect(code).toBe(1);
  });

  it.each([[[]], [['log-lines']], [['something', 'x']], [['log-lines', 'no-such-file']]])(
    'says how it is used for %j',
    async (args) => {
      expect(await main(args)).toBe(2);
      expect(printed).toHaveLength(1);
    },
  );

  it('says which row is no case', async () => {
    expect(await judge([{ line: 1 }])).toBe(2);
    expect(printed[0]).toContain('row 1 has no "line" and "kind"');
  });
});

describe('conformance event-patterns', () => {
  const right = [
    { pattern: { a: [1] }, event: { a: 1 }, expected: true },
    { patternText: '{"a": [2], "a": [1]}', pattern: {}, event: { a: 2 }, expected: false },
    { patternText: '{"a": [0.1000000000000000055]}', eventText: '{"a": 0.1}', expected: false },
    { pattern: {}, event: null, expected: 'InvalidEventPatternException' },
  ];

  it('passes where each pattern is answered as expected, texts before values', async () => {
    expect(await judge(right, 'event-patterns')).toBe(0);
    expect(printed).toEqual(['4 of 4 patterns answered as expected']);
  });

  it('fails with every mismatch', async () => {
    const wrong = [
      { name: 'x', pattern: { a: [1] }, event: { a: 1 }, expected: false },
      { name: 'y', pattern: {}, event: {}, expected: true },
      { name: 'z', pattern: { a: [1] }, eventText: '{', expected: true },
    ];
    expect(await judge([...right, ...wrong], 'event-patterns')).toBe(1);
    expect(printed.join('\n')).toMatch(
      /x\n {2}MISMATCH: expected false, answered true[\s\S]*y\n {2}MISMATCH: .*\n {2}Empty objects[\s\S]*4 of 7/,
    );
  });

  it('compares the messages of invalid patterns and fails for none', async () => {
    const at = '[Source: (String)"[]"; line: 1, column: 2]';
    const row = { patternText: '[]', event: {}, expected: 'InvalidEventPatternException' };
    const rows = [
      { ...row, message: `Filter is not an object\n at ${at}` },
      { ...row, message: 'Something else' },
    ];
    expect(await judge(rows, 'event-patterns')).toBe(0);
    expect(printed.at(-1)).toBe('1 of 2 messages of invalid patterns agree');
  });

  it('says which row is no case', async () => {
    expect(await judge([{ pattern: {}, event: {} }], 'event-patterns')).toBe(2);
    expect(printed[0]).toContain('row 1 has no "expected"');
  });
});

describe('conformance histories', () => {
  const state = (name: string) => ({ name, input: '{}', inputDetails: { truncated: false } });
  const output = { output: '{}', outputDetails: { truncated: false } };
  const events = [
    {
      id: 1,
      previousEventId: 0,
      type: 'ExecutionStarted',
      executionStartedEventDetails: { input: '{}', inputDetails: { truncated: false }, roleArn: 'r' },
    },
    { id: 2, previousEventId: 0, type: 'PassStateEntered', stateEnteredEventDetails: state('A') },
    { id: 3, previousEventId: 2, type: 'PassStateExited', stateExitedEventDetails: { name: 'A', ...output } },
    { id: 4, previousEventId: 3, type: 'ExecutionSucceeded', executionSucceededEventDetails: output },
  ];

  it('passes where a history is read whole and the sandbox writes one like it', async () => {
    expect(await judge([{ name: 'one', events }], 'histories')).toBe(0);
    expect(printed).toEqual([
      '1 of 1 histories read without loss',
      '1 of 1 histories written alike by the sandbox',
    ]);
  });

  it('fails where they differ in order or shape', async () => {
    const other = [...events.slice(0, 3), { ...events[3], previousEventId: 1 }];
    expect(await judge([{ name: 'one', events: other }], 'histories')).toBe(1);
    expect(printed.join('\n')).toContain('sandbox: 4 ExecutionSucceeded: follows 1, made to follow 3');
  });

  it('says which row is no case', async () => {
    expect(await judge([{ name: 'x' }], 'histories')).toBe(2);
    expect(printed[0]).toContain('row 1 has no "events"');
  });
});
