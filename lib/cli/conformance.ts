import { readFile } from 'node:fs/promises';
import { parseLogLine } from '../domain/log-line.ts';
import { conformanceKindOf } from '../domain/log-line-conformance.ts';

interface Case {
  source: string;
  line: string;
  kind: string;
}

const USAGE = 'Usage: npm run conformance -- log-lines <file.jsonl>   (one {"line", "kind"} per line)';

/**
 * Judges a part of the product by a data file given by its path: `log-lines <file>`. Prints per kind how many were
 * read as they should be, and every mismatch. Returns the exit code: 0 all right, 1 mismatches, 2 wrong usage.
 */
export async function main(args: string[]): Promise<number> {
  const [subject, file] = args;
  if (subject !== 'log-lines' || file === undefined) {
    console.error(USAGE);
    return 2;
  }
  let cases: Case[];
  try {
    cases = readCases(await readFile(file, 'utf8'));
  } catch (error) {
    console.error(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    return 2;
  }
  return judge(cases);
}

function judge(cases: readonly Case[]): number {
  const totals = new Map<string, { right: number; all: number }>();
  const differences: string[] = [];
  let right = 0;
  for (const { source, line, kind } of cases) {
    const got = conformanceKindOf(parseLogLine(line));
    const read = isRead(got, kind);
    const total = totals.get(kind) ?? { right: 0, all: 0 };
    totals.set(kind, { right: total.right + Number(read), all: total.all + 1 });
    right += Number(read);
    if (got === kind) continue;
    const heading = read ? 'more found than named' : 'MISMATCH';
    differences.push(
      `${source}\n  ${heading}: named ${kind}, read as ${got}\n  ${JSON.stringify(line).slice(0, 300)}`,
    );
  }
  const width = Math.max(4, ...[...totals.keys()].map((kind) => kind.length));
  for (const [kind, total] of [...totals].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const mark = total.right === total.all ? '' : '  ✗';
    console.log(`${kind.padEnd(width)}  ${total.right}/${total.all}${mark}`);
  }
  for (const difference of differences) console.log(`\n${difference}`);
  console.log(`\n${right} of ${cases.length} lines read as their kind`);
  return right === cases.length && cases.length > 0 ? 0 : 1;
}

/** A kind with `+feature` asks that the feature is found; the data does not name every feature of every line. */
function isRead(got: string, kind: string): boolean {
  const [gotKind, ...found] = got.split('+');
  const [wantedKind, ...wanted] = kind.split('+');
  return gotKind === wantedKind && wanted.every((feature) => found.includes(feature));
}

function readCases(text: string): Case[] {
  return text
    .split('\n')
    .filter((row) => row.trim() !== '')
    .map((row, index) => {
      const parsed: unknown = JSON.parse(row);
      if (typeof parsed !== 'object' || parsed === null) throw new Error(`row ${index + 1} is no object`);
      const { source, line, kind } = parsed as Record<string, unknown>;
      if (typeof line !== 'string' || typeof kind !== 'string') {
        throw new Error(`row ${index + 1} has no "line" and "kind"`);
      }
      return { source: typeof source === 'string' ? source : `row ${index + 1}`, line, kind };
    });
}
