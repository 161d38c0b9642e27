import { readExecutionHistory } from '../../domain/execution-history/read-execution-history.ts';
import { differences } from './histories/compare-histories.ts';
import { readingProblems } from './histories/judge-reading.ts';
import { type HistoryRow, historyRowOf } from './histories/read-row.ts';
import { type Rebuilt, startRebuilt } from './histories/run-rebuilt.ts';
import type { ConformanceSubject } from './subject.ts';

const AT_ONCE = 6;

/** Judges the history reader, and the histories that the sandbox writes of machines made after those of the file. */
export const histories: ConformanceSubject = {
  row: '{"name", "events"}',
  async judge(rows) {
    const cases = rows.map(historyRowOf);
    const sandbox = await startRebuilt();
    try {
      return await judge(cases, sandbox);
    } finally {
      await sandbox.stop();
    }
  },
};

async function judge(cases: readonly HistoryRow[], sandbox: Rebuilt): Promise<boolean> {
  let read = 0;
  let alike = 0;
  for (let from = 0; from < cases.length; from += AT_ONCE) {
    const judged = await Promise.all(cases.slice(from, from + AT_ONCE).map((row) => judgeRow(row, sandbox)));
    for (const { name, reading, writing } of judged) {
      read += Number(reading.length === 0);
      alike += Number(writing.length === 0);
      if (reading.length + writing.length === 0) continue;
      console.log(name);
      for (const problem of reading) console.log(`  reader: ${problem}`);
      for (const problem of writing) console.log(`  sandbox: ${problem}`);
    }
  }
  console.log(`${read} of ${cases.length} histories read without loss`);
  console.log(`${alike} of ${cases.length} histories written alike by the sandbox`);
  return read === cases.length && alike === cases.length;
}

async function judgeRow(row: HistoryRow, sandbox: Rebuilt) {
  const history = readExecutionHistory(row.events);
  const reading = readingProblems(row, history);
  const writing = await sandbox.run(history).then(
    (own) => differences(row, own),
    (error: unknown) => [error instanceof Error ? error.message : String(error)],
  );
  return { name: row.name, reading, writing };
}
