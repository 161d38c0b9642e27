import { type ExecutionEvent, textIn } from './execution-event.ts';
import type { Round } from './execution-history.ts';
import type { HistoryTree, OpenState } from './history-tree.ts';

const STATUSES: Readonly<Record<string, Round['status'] | undefined>> = {
  Succeeded: 'succeeded',
  Failed: 'failed',
  Aborted: 'aborted',
};

/** An event of a Parallel's branches or a Map's iterations. False where the state that it is about is not known. */
export function readRoundEvent(tree: HistoryTree, event: ExecutionEvent): boolean {
  const type = event.type.startsWith('Parallel') ? 'Parallel' : 'Map';
  const iteration = event.type.startsWith('MapIteration');
  const name = iteration ? textIn(event.details, 'name') : null;
  const state = tree.find(event, (run) => run.type === type && (name === null || run.name === name));
  if (state === null) return false;
  const step = /(Started|Succeeded|Failed|Aborted)$/.exec(event.type)?.[1] ?? '';
  if (iteration) return readIteration(tree, event, state, step);
  tree.own(event, state);
  if (step === 'Started' && event.type.includes('State')) {
    const { length } = event.details;
    const itemCount = typeof length === 'number' ? length : null;
    state.run.rounds.push({ status: 'running', itemCount, sequences: [], eventIds: [event.id] });
    state.run.error = null;
    state.run.cause = null;
    return true;
  }
  const round = state.run.rounds.at(-1);
  (round ?? state.run).eventIds.push(event.id);
  const status = STATUSES[step];
  if (round !== undefined && status !== undefined) round.status = status;
  if (step === 'Failed') takeFailure(state);
  return true;
}

function readIteration(tree: HistoryTree, event: ExecutionEvent, state: OpenState, step: string): boolean {
  const { index } = event.details;
  let round = state.run.rounds.at(-1);
  if (round === undefined) {
    round = { status: 'running', itemCount: null, sequences: [], eventIds: [] };
    state.run.rounds.push(round);
  }
  const number = typeof index === 'number' ? index : round.sequences.length;
  const found = step === 'Started' ? null : tree.iteration(round, number);
  const sequence = found ?? tree.begin(state, round, number);
  sequence.sequence?.eventIds.push(event.id);
  const status = STATUSES[step];
  if (sequence.sequence !== null && status !== undefined) sequence.sequence.status = status;
  tree.own(event, sequence);
  return true;
}

/** Ends the latest round where no event did: it failed if one of its sequences did not come to its end. */
export function closeRound(state: OpenState): void {
  const round = state.run.rounds.at(-1);
  if (round === undefined || round.status !== 'running') return;
  const whole = round.sequences.every(({ states }) => {
    const status = states.at(-1)?.status;
    return status === 'succeeded' || status === 'caught';
  });
  round.status = whole ? 'succeeded' : 'failed';
  if (!whole) takeFailure(state);
}

/** The state fails with what its first failed state failed with; a Fail state's error is not in the history. */
function takeFailure({ run }: OpenState): void {
  const states = run.rounds.at(-1)?.sequences.flatMap((sequence) => sequence.states) ?? [];
  const failed = states.find(({ error, status }) => error !== null && status !== 'caught');
  run.error = failed?.error ?? null;
  run.cause = failed?.cause ?? null;
}
