import type { HopStatus } from './hop.ts';
import type { AnsweredObservation } from './observation.ts';
import type { StreamRun } from './stream-runs.ts';

export interface RunOutcome {
  status: HopStatus;
  errorType: string | null;
  errorMessage: string | null;
}

/** A run without REPORT is running until the watermark is this far behind its timeout. */
const GRACE_MS = 60_000;

/**
 * How a run ended, by the strongest evidence: REPORT's status, the runtime's own word, a timeout line, an error that
 * ended it, the answer that a synchronous caller got; without any it runs until `watermark` has passed START + timeout
 * + 60 s. What was seen without START or END then stays `not-observed`: a function that logs at WARN says no more.
 */
export function outcomeOf(
  run: StreamRun,
  answer: AnsweredObservation | null,
  timeoutMs: number,
  watermark: Date | null,
): RunOutcome {
  const error = run.others.find((observation) => observation.kind === 'error');
  const done = run.others.find((observation) => observation.kind === 'runtime-done');
  const timedOut = run.others.find((observation) => observation.kind === 'timeout');
  const errorType = error?.errorType ?? run.report?.errorType ?? done?.errorType ?? answer?.errorType ?? null;
  const errorMessage = error?.errorMessage ?? answer?.errorMessage ?? null;

  const said = run.report?.status ?? done?.status ?? null;
  if (said === 'timeout' || (said === null && timedOut !== undefined)) {
    const afterMs = timedOut?.timeoutMs ?? run.report?.durationMs ?? done?.durationMs ?? timeoutMs;
    const message = errorMessage ?? `Timed out after ${(afterMs / 1000).toFixed(2)} seconds`;
    return { status: 'timed-out', errorType: errorType ?? 'Sandbox.Timedout', errorMessage: message };
  }
  if (said === 'error' || said === 'failure') return { status: 'failed', errorType, errorMessage };
  if (said === 'success') return SUCCEEDED;
  // an initialisation that failed was tried again with this run
  const ended = error !== undefined && error.timestamp >= (run.start?.timestamp ?? 0);
  if (ended) return { status: 'failed', errorType, errorMessage };
  if (answer !== null) {
    return answer.functionError === null ? SUCCEEDED : { status: 'failed', errorType, errorMessage };
  }
  if (run.report !== null) return SUCCEEDED;
  const overdue = watermark !== null && watermark.getTime() >= run.beganAt + timeoutMs + GRACE_MS;
  if (!overdue) return { status: 'running', errorType: null, errorMessage: null };
  if (run.others.some((observation) => observation.kind === 'end')) return SUCCEEDED;
  return {
    status: run.start === null ? 'not-observed' : 'lost',
    errorType: null,
    errorMessage: null,
  };
}

const SUCCEEDED: RunOutcome = { status: 'succeeded', errorType: null, errorMessage: null };
