import type { ExecutionHistory, StateRun, StateSequence, TaskAttempt } from './execution-history.ts';
import type { ExecutionTask, FollowedBy } from './execution-task.ts';
import { isLambdaAttempt, lambdaCallOf, publishedEventIds } from './lambda-call.ts';

export interface HistoryTasks {
  /** In the order of the history. */
  tasks: ExecutionTask[];
  /** Executions that it started. */
  children: ({ executionArn: string } & FollowedBy)[];
  /** Events that it published. */
  published: ({ eventId: string } & FollowedBy)[];
}

/** How many tasks before it a task names, its causes included. */
const MAX_BEFORE = 8;

/**
 * The tries of Lambda tasks in a history with what ran before each: a retry follows the try before it, a state what came
 * last before it, a branch or iteration what came before its Parallel or Map, and what comes after those their ends. With
 * `after` only what has events of a higher ID, the rest having been read before.
 */
export function tasksOfHistory(history: ExecutionHistory, after = 0): HistoryTasks {
  const found: HistoryTasks = { tasks: [], children: [], published: [] };
  const endedMs = new Map<number, number>();
  const causes = new Map<number, readonly number[]>();
  const latestFirst = (ids: Iterable<number>) =>
    [...new Set(ids)].sort((a, b) => (endedMs.get(b) ?? 0) - (endedMs.get(a) ?? 0) || b - a);

  const walk = (states: readonly StateRun[], begin: readonly number[]): readonly number[] => {
    const runs = new Map<string, number>();
    let before = begin;
    for (const state of states) {
      for (const [index, attempt] of state.attempts.entries()) {
        const [eventId] = attempt.eventIds;
        if (eventId === undefined) continue;
        if (!isLambdaAttempt(attempt)) {
          note(attempt, before);
          continue;
        }
        const run = (runs.get(state.name) ?? 0) + 1;
        runs.set(state.name, run);
        causes.set(eventId, before);
        endedMs.set(eventId, attempt.endedAtMs ?? Number.POSITIVE_INFINITY);
        if (isNew(attempt)) {
          const place = { eventId, stateName: state.name, attempt: index + 1, run };
          found.tasks.push({ ...lambdaCallOf(attempt), ...place, ...beforeOf(before, causes) });
        }
        before = [eventId];
      }
      for (const round of state.rounds) before = walkRound(round.sequences, before);
    }
    return before;
  };
  const walkRound = (sequences: readonly StateSequence[], begin: readonly number[]): readonly number[] => {
    const ends = sequences.map(({ states }) => walk(states, begin)).filter((end) => end !== begin);
    return ends.length === 0 ? begin : latestFirst(ends.flat());
  };
  const note = (attempt: TaskAttempt, before: readonly number[]) => {
    if (!isNew(attempt)) return;
    const at = new Date(attempt.scheduledAtMs ?? attempt.startedAtMs ?? 0);
    const causeEventIds = [...before];
    const { childExecutionArn } = attempt;
    if (attempt.resourceType === 'states' && childExecutionArn !== null) {
      found.children.push({ executionArn: childExecutionArn, at, causeEventIds });
    }
    for (const eventId of publishedEventIds(attempt)) found.published.push({ eventId, at, causeEventIds });
  };
  const isNew = ({ eventIds }: TaskAttempt) => (eventIds.at(-1) ?? 0) > after;
  walk(history.states, []);
  found.tasks.sort((a, b) => a.eventId - b.eventId);
  return found;
}

function beforeOf(
  direct: readonly number[],
  causes: ReadonlyMap<number, readonly number[]>,
): Pick<ExecutionTask, 'causeEventIds' | 'earlierEventIds' | 'fromStart'> {
  const seen = new Set(direct);
  for (const eventId of seen) {
    if (seen.size > MAX_BEFORE) break;
    for (const earlier of causes.get(eventId) ?? []) seen.add(earlier);
  }
  const all = [...seen];
  const kept = all.slice(0, MAX_BEFORE);
  return {
    causeEventIds: kept.slice(0, direct.length),
    earlierEventIds: kept.slice(direct.length),
    fromStart: all.length <= MAX_BEFORE,
  };
}
