/** https://docs.aws.amazon.com/step-functions/latest/dg/bp-history-limit.html */
const FULL = /maximum number of history events/i;

/** Whether AWS ended the execution for its history, which holds 25,000 events: no state of it failed then. */
export function isHistoryFull({ error, cause }: { error: string | null; cause: string | null }): boolean {
  return error === 'States.Runtime' && cause !== null && FULL.test(cause);
}

/** What became of an execution whose history was full, and what helps, in words. */
export const HISTORY_FULL_WORDS =
  'AWS ended the execution because its history was full: it holds 25,000 events at most. No state failed, and a run that was under way may have ended well. Start a new execution before so many events, or take fewer steps for each run.';
