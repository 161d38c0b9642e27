import { parseLogLine } from '../../domain/log-line.ts';
import { conformanceKindOf } from '../../domain/log-line-conformance.ts';
import type { ConformanceSubject } from './subject.ts';

interface Case {
  source: string;
  line: string;
  kind: string;
}

/** Prints per kind how many lines were read as they should be. */
export const logLines: ConformanceSubject = {
  row: '{"line", "kind"}',
  judge: (rows) => judge(rows.map(caseOf)),
};

function judge(cases: readonly Case[]): boolean {
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
  return right === cases.length;
}

/** A kind with `+feature` asks that the feature is found; the data does not name every feature of every line. */
function isRead(got: string, kind: string): boolean {
  const [gotKind, ...found] = got.split('+');
  const [wantedKind, ...wanted] = kind.split('+');
  return gotKind === wantedKind && wanted.every((feature) => found.includes(feature));
}

function caseOf(row: Record<string, unknown>, index: number): Case {
  const { source, line, kind } = row;
  if (typeof line !== 'string' || typeof kind !== 'string') {
    throw new Error(`row ${index + 1} has no "line" and "kind"`);
  }
  return { source: typeof source === 'string' ? source : `row ${index + 1}`, line, kind };
}
