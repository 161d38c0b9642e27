import type { ExecutionDetail, StateMachineGraph } from '../../contract/state-machine.ts';
import type { StateRun, TaskAttempt } from '../../domain/execution-history/execution-history.ts';
import type { ExecutionHopRow } from '../../store/store-executions.ts';

type Visit = ExecutionDetail['visits'][number];
type Attempt = Visit['attempts'][number];

/** Inputs and outputs of all visits together; what comes later is left out, and said so. */
const MOST_CHARACTERS = 4_000_000;

interface Sequence {
  states: readonly StateRun[];
  parentId: string | null;
  branch: string | null;
}

/**
 * Each entering of a state in the order of the history, with those of branches and iterations behind their Parallel or
 * Map; attempts with the runs that are known of them. `cut`: inputs and outputs were left out, for they are too many.
 */
export function stateVisits(
  states: readonly StateRun[],
  graph: StateMachineGraph | null,
  hops: readonly ExecutionHopRow[],
): { visits: Visit[]; cut: boolean } {
  const idOf = new Map(graph?.nodes.map(({ id, name, parentId }) => [`${parentId ?? ''} ${name}`, id]));
  const hopOf = new Map(hops.map((hop) => [hop.eventId, hop]));
  const visits: Visit[] = [];
  let characters = 0;
  const text = (value: string | null) => {
    characters += value?.length ?? 0;
    return characters > MOST_CHARACTERS ? null : value;
  };
  const open: { sequence: Sequence; next: number }[] = [
    { sequence: { states, parentId: null, branch: null }, next: 0 },
  ];
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const { sequence } = top;
    const run = sequence.states[top.next];
    top.next += 1;
    if (run === undefined) {
      open.pop();
      continue;
    }
    const { parentId, branch } = sequence;
    const stateId =
      idOf.get(`${parentId ?? ''} ${run.name}`) ?? (parentId === null ? run.name : `${parentId}/${run.name}`);
    visits.push({
      ...visitOf(run, hopOf),
      stateId,
      branch,
      input: text(run.input),
      output: text(run.output),
    });
    for (const inner of sequencesOf(run, stateId, branch).reverse()) open.push({ sequence: inner, next: 0 });
  }
  return { visits, cut: characters > MOST_CHARACTERS };
}

function sequencesOf({ rounds }: StateRun, parentId: string, within: string | null): Sequence[] {
  return rounds.flatMap(({ sequences }) =>
    sequences.map(({ states, index }, position) => {
      const own = String(index ?? position);
      return { states, parentId, branch: within === null ? own : `${within}/${own}` };
    }),
  );
}

function visitOf(
  run: StateRun,
  hopOf: ReadonlyMap<number, ExecutionHopRow>,
): Omit<Visit, 'stateId' | 'branch' | 'input' | 'output'> {
  const enteredAtMs = run.enteredAtMs ?? run.attempts[0]?.scheduledAtMs ?? 0;
  return {
    stateName: run.name,
    type: run.type,
    enteredAt: new Date(enteredAtMs).toISOString(),
    exitedAt: isoOf(run.exitedAtMs),
    status: run.status,
    attempts: run.attempts.map((attempt, index) => attemptOf(attempt, index + 1, enteredAtMs, hopOf)),
  };
}

function attemptOf(
  task: TaskAttempt,
  attempt: number,
  enteredAtMs: number,
  hopOf: ReadonlyMap<number, ExecutionHopRow>,
): Attempt {
  const hop = task.eventIds.map((id) => hopOf.get(id)).find((found) => found !== undefined);
  return {
    attempt,
    startedAt: new Date(task.scheduledAtMs ?? task.startedAtMs ?? enteredAtMs).toISOString(),
    endedAt: isoOf(task.endedAtMs),
    error: task.error,
    cause: task.cause,
    requestId: task.requestId ?? hop?.requestId ?? null,
    hop: hop === undefined ? null : { hopId: hop.hopId, chainId: hop.chainId, status: hop.status },
    joinedBy: hop?.joinedBy ?? null,
  };
}

function isoOf(atMs: number | null): string | null {
  return atMs === null ? null : new Date(atMs).toISOString();
}
