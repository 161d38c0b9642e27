import type { Observation, OutsideObservation, ReportObservation, StartObservation } from './observation.ts';

export type LogObservation = Exclude<Observation, OutsideObservation>;

/** The observations of one execution in its stream. */
export interface StreamRun {
  start: StartObservation | null;
  report: ReportObservation | null;
  /** END, runtime-done, timeout, errors, traces and markers, in order of time. */
  others: LogObservation[];
  /** ms since the epoch: START, else REPORT minus its duration, else the first line. */
  beganAt: number;
}

/** REPORT follows the end of the handler's time by a few ms; extensions, a killed runtime or a busy host take longer. */
const REPORT_SLACK_MS = 2_000;
/** Where START is missing, lines this much before REPORT minus its duration are still of its run. */
const START_SLACK_MS = 50;
/** Old-style timeout and crash lines stand behind REPORT. */
const AFTER_REPORT_MS = 1_000;
const AFTER_TIMEOUT_MS = 2_000;
const INIT_LIMIT_MS = 15_000;

/**
 * Splits the log observations that one request has in one stream into its runs. Runs never overlap in a stream, so a
 * REPORT belongs to the START before it, if START + duration is about REPORT's time: where the REPORT of a first run
 * and the START of a second are missing, the two that are left are two runs. The order of `observations` is of no
 * importance.
 */
export function runsOfStream(observations: readonly LogObservation[], timeoutMs: number): StreamRun[] {
  const sorted = observations.toSorted(byTime);
  const runs = pair(sorted);
  const strays: LogObservation[] = [];
  for (const observation of sorted) {
    if (observation.kind === 'start' || observation.kind === 'report') continue;
    const before = runs.findLast((candidate) => candidate.beganAt <= observation.timestamp);
    const within = before !== undefined && observation.timestamp <= endOf(before, timeoutMs);
    const run = within ? before : soonAfter(runs, observation.timestamp);
    if (run === undefined) strays.push(observation);
    else run.others.push(observation);
  }
  const anchored = runs.map((run) => run.beganAt);
  for (const stray of strays) {
    const last = runs.at(-1);
    const same =
      last !== undefined &&
      last.start === null &&
      last.report === null &&
      stray.timestamp <= last.beganAt + timeoutMs + AFTER_TIMEOUT_MS &&
      !anchored.some((began) => began > last.beganAt && began <= stray.timestamp);
    if (same) last.others.push(stray);
    else runs.push({ start: null, report: null, others: [stray], beganAt: stray.timestamp });
  }
  return runs.sort((a, b) => a.beganAt - b.beganAt);
}

/**
 * The run that began so soon after a line that it is the run's: where START is missing its time is only estimated, and
 * what initialisation said before the first START of a stream was given to that run.
 */
function soonAfter(runs: readonly StreamRun[], timestamp: number): StreamRun | undefined {
  const next = runs.find((candidate) => candidate.beganAt > timestamp);
  if (next === undefined) return undefined;
  const limitMs = next.start === null ? REPORT_SLACK_MS : next === runs[0] ? INIT_LIMIT_MS : 0;
  return next.beganAt - timestamp <= limitMs ? next : undefined;
}

function pair(sorted: readonly LogObservation[]): StreamRun[] {
  const runs: StreamRun[] = [];
  let open: StreamRun | null = null;
  for (const observation of sorted) {
    if (observation.kind === 'start') {
      open = { start: observation, report: null, others: [], beganAt: observation.timestamp };
      runs.push(open);
    } else if (observation.kind === 'report') {
      if (open?.start && fits(open.start, observation)) open.report = observation;
      else {
        const earlier: StreamRun | undefined = runs.at(-2);
        // the next START came in the millisecond of this REPORT
        const swapped: boolean =
          open?.start?.timestamp === observation.timestamp &&
          earlier?.start != null &&
          earlier.report === null &&
          fits(earlier.start, observation);
        if (swapped && earlier !== undefined) {
          earlier.report = observation;
          continue;
        }
        runs.push({ start: null, report: observation, others: [], beganAt: estimatedStart(observation) });
      }
      open = null;
    }
  }
  return runs;
}

function fits(start: StartObservation, report: ReportObservation): boolean {
  const elapsed = report.timestamp - start.timestamp;
  if (report.durationMs === null) return elapsed >= 0;
  const lag = elapsed - report.durationMs;
  const share = Math.min(2_000, report.durationMs / 10);
  const initMs = (report.initDurationMs ?? 0) + (report.restoreDurationMs ?? 0);
  return lag >= -(50 + share) && lag <= REPORT_SLACK_MS + share + initMs;
}

function estimatedStart(report: ReportObservation): number {
  return report.timestamp - Math.ceil(report.durationMs ?? 0) - START_SLACK_MS;
}

/** Until when a line may still be of this run. */
function endOf(run: StreamRun, timeoutMs: number): number {
  if (run.report !== null) return run.report.timestamp + AFTER_REPORT_MS;
  return run.beganAt + timeoutMs + AFTER_TIMEOUT_MS;
}

const RANK: Readonly<Record<LogObservation['kind'], number>> = {
  start: 0,
  trace: 1,
  event: 2,
  marker: 3,
  error: 4,
  'runtime-done': 5,
  end: 6,
  report: 7,
  timeout: 8,
};

/** Time, and the order in which a run prints; different observations of one millisecond by their text. */
function byTime(a: LogObservation, b: LogObservation): number {
  const difference = a.timestamp - b.timestamp || RANK[a.kind] - RANK[b.kind];
  if (difference !== 0) return difference;
  const [textA, textB] = [JSON.stringify(a), JSON.stringify(b)];
  return textA < textB ? -1 : textA > textB ? 1 : 0;
}
