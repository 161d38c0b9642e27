import type { Observation } from './observation.ts';

/** A try of a task of which the history names no request; times in ms since the epoch. */
export interface UnnamedTask {
  taskId: string;
  functionName: string;
  /** Of the execution; null where its Root is not known. */
  traceKey: string | null;
  scheduledMs: number;
  endedMs: number;
}
/** An ended run that nothing else explains. */
export interface FreeRun {
  requestId: string;
  functionName: string;
  traceKey: string | null;
  startedMs: number;
  endedMs: number;
}

/**
 * Whether nothing else explains the run: it names no run or event that caused it, and the dashboard did not send it.
 * Known from the run itself, so that it does not depend on whether it was believed to be a task.
 */
export function isUnexplained(observations: readonly Observation[]): boolean {
  return !observations.some(
    (observation) =>
      observation.kind === 'invoked' ||
      observation.kind === 'event' ||
      (observation.kind === 'marker' && observation.marker.parent !== null),
  );
}

/** The clocks of Step Functions and of an execution environment may differ by this much. */
export const TASK_SKEW_MS = 250;

/**
 * Finds runs of tasks: the only run of the function within the task's time, of its trace where one is of it. Where two
 * runs fit a task, or a run fits two tasks, nobody can tell, and none is given.
 */
export function matchTasks(
  tasks: readonly UnnamedTask[],
  runs: readonly FreeRun[],
): Map<string, { requestId: string; joinedBy: 'trace' | 'time' }> {
  const fitting = new Map(tasks.map((task) => [task.taskId, fittingRuns(task, runs)]));
  const claims = new Map<string, number>();
  for (const { candidates } of fitting.values()) {
    for (const { requestId } of candidates) claims.set(requestId, (claims.get(requestId) ?? 0) + 1);
  }
  const found = new Map<string, { requestId: string; joinedBy: 'trace' | 'time' }>();
  for (const [taskId, { candidates, joinedBy }] of fitting) {
    const [only] = candidates;
    if (only === undefined || candidates.length > 1 || claims.get(only.requestId) !== 1) continue;
    found.set(taskId, { requestId: only.requestId, joinedBy });
  }
  return found;
}

function fittingRuns(task: UnnamedTask, runs: readonly FreeRun[]) {
  const within = runs.filter(
    (run) =>
      run.functionName === task.functionName &&
      run.startedMs >= task.scheduledMs - TASK_SKEW_MS &&
      run.endedMs <= task.endedMs + TASK_SKEW_MS &&
      (run.traceKey === null || task.traceKey === null || run.traceKey === task.traceKey),
  );
  const ofTrace = within.filter((run) => run.traceKey !== null && run.traceKey === task.traceKey);
  return ofTrace.length > 0
    ? { candidates: ofTrace, joinedBy: 'trace' as const }
    : { candidates: within, joinedBy: 'time' as const };
}
