import { readFile } from 'node:fs/promises';
import { eventPatterns } from './conformance/event-patterns.ts';
import { histories } from './conformance/histories.ts';
import { logLines } from './conformance/log-lines.ts';
import type { ConformanceSubject } from './conformance/subject.ts';

const SUBJECTS: ReadonlyMap<string, ConformanceSubject> = new Map([
  ['log-lines', logLines],
  ['event-patterns', eventPatterns],
  ['histories', histories],
]);

/**
 * Judges a part of the product by a data file given by its path: `<subject> <file>`, one JSON object per line. Prints
 * every mismatch. Returns the exit code: 0 all right, 1 mismatches or nothing to judge, 2 wrong usage.
 */
export async function main(args: string[]): Promise<number> {
  const [name = '', file] = args;
  const subject = SUBJECTS.get(name);
  if (subject === undefined || file === undefined) {
    console.error(usage());
    return 2;
  }
  try {
    const rows = readRows(await readFile(file, 'utf8'));
    return (await subject.judge(rows)) && rows.length > 0 ? 0 : 1;
  } catch (error) {
    console.error(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    return 2;
  }
}

function usage(): string {
  const kinds = [...SUBJECTS].map(
    ([name, { row }]) => `  npm run conformance -- ${name} <file.jsonl>   (one ${row} per line)`,
  );
  return ['Usage:', ...kinds].join('\n');
}

function readRows(text: string): Record<string, unknown>[] {
  return text
    .split('\n')
    .filter((row) => row.trim() !== '')
    .map((row, index) => {
      const parsed: unknown = JSON.parse(row);
      if (typeof parsed !== 'object' || parsed === null) throw new Error(`row ${index + 1} is no object`);
      return parsed as Record<string, unknown>;
    });
}
