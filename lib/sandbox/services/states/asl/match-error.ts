import type { Catcher, Retrier } from './definition.ts';

/** States.Runtime ends an execution whatever its states catch. */
const NEVER_CAUGHT = new Set(['States.Runtime']);

/** Whether ErrorEquals names the error; `States.TaskFailed` is every failure of a task but its timeout. */
function namesError(errorEquals: string[], error: string, ofTask: boolean): boolean {
  if (NEVER_CAUGHT.has(error)) return false;
  return errorEquals.some(
    (name) =>
      name === error ||
      name === 'States.ALL' ||
      (name === 'States.TaskFailed' && ofTask && error !== 'States.Timeout') ||
      (name === 'States.Timeout' && error === 'States.HeartbeatTimeout'),
  );
}

/** How long the retrier waits before its next attempt, in seconds; `attempt` counts from 0. */
export function retryDelaySeconds(retrier: Retrier, attempt: number, random: () => number): number {
  const { IntervalSeconds = 1, BackoffRate = 2, MaxDelaySeconds, JitterStrategy = 'NONE' } = retrier;
  const delay = Math.min(
    IntervalSeconds * BackoffRate ** attempt,
    MaxDelaySeconds ?? Number.POSITIVE_INFINITY,
  );
  return JitterStrategy === 'FULL' ? delay * random() : delay;
}

/** The retrier that tries the error again, with what it counts; null where none does or it is used up. */
export function retrierFor(
  retriers: Retrier[],
  counts: number[],
  error: string,
  ofTask: boolean,
): { retrier: Retrier; index: number; attempt: number } | null {
  const index = retriers.findIndex(({ ErrorEquals }) => namesError(ErrorEquals, error, ofTask));
  const retrier = retriers[index];
  const attempt = counts[index] ?? 0;
  return retrier === undefined || attempt >= (retrier.MaxAttempts ?? 3) ? null : { retrier, index, attempt };
}

export function catcherFor(
  catchers: Catcher[],
  error: string,
  ofTask: boolean,
): { catcher: Catcher; index: number } | null {
  const index = catchers.findIndex(({ ErrorEquals }) => namesError(ErrorEquals, error, ofTask));
  const catcher = catchers[index];
  return catcher === undefined ? null : { catcher, index };
}
