import type { Observation } from './observation.ts';
import { type ObservedLine, observationOf } from './observe.ts';

/** One run's time in its stream, in ms since the epoch of the stream's host clock. */
export interface StreamRun {
  logStreamName: string;
  requestId: string;
  /** START */
  startedAt: number;
  /** REPORT (or END); null while the run is open or its end is not known. */
  endedAt: number | null;
}

/** Initialisation takes 10 s at most before the first START of a stream (AWS: lambda-runtime-environment). */
const INIT_LIMIT_MS = 15_000;

/**
 * Finds the run of lines that do not name it. In one stream runs never overlap, so a line between START and REPORT is
 * that run's, and what a stream says before its first START belongs to that first run, whose cold start
 * it tells. While a run's end is not known, the next run's START may only be late: then lines that say how a run went
 * wait, save a marker, which names its run itself. Returns the lines whose run was found, with request ID and
 * observation; the others stay for later.
 */
export function attributeLines(lines: readonly ObservedLine[], runs: readonly StreamRun[]): ObservedLine[] {
  const byStream = new Map<string, StreamRun[]>();
  for (const run of runs) {
    const others = byStream.get(run.logStreamName);
    if (others === undefined) byStream.set(run.logStreamName, [run]);
    else others.push(run);
  }
  for (const stream of byStream.values()) stream.sort((a, b) => a.startedAt - b.startedAt);
  const found: ObservedLine[] = [];
  for (const line of lines) {
    if (line.requestId !== null) continue;
    const run = runAt(byStream.get(line.event.logStreamName) ?? [], line.event.timestamp);
    if (run === null) continue;
    const observation = observationOf(line.line, line.event, line.ordinal, run.requestId);
    if (run.endedAt === null && observation?.kind !== 'marker' && isTelling(line, observation)) continue;
    found.push({ ...line, requestId: run.requestId, observation });
  }
  return found;
}

function isTelling(line: ObservedLine, observation: Observation | null): boolean {
  return observation !== null || (line.line.kind === 'application' && line.line.text.includes('"rerun"'));
}

function runAt(runs: readonly StreamRun[], timestamp: number): StreamRun | null {
  for (const [index, run] of runs.entries()) {
    if (timestamp < run.startedAt) {
      return index === 0 && run.startedAt - timestamp <= INIT_LIMIT_MS ? run : null;
    }
    const end = run.endedAt ?? (runs[index + 1]?.startedAt ?? Number.POSITIVE_INFINITY) - 1;
    if (timestamp <= end) return run;
  }
  return null;
}
