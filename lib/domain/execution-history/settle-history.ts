import type { ExecutionHistory, Round, StateRun } from './execution-history.ts';
import { isHistoryFull } from './history-full.ts';

type Ended = Exclude<ExecutionHistory['status'], 'running'>;

/** Says what became of everything that no event ended, once the last event is read; iterative, as nesting may be deep. */
export function settle(history: ExecutionHistory): void {
  nameFailure(history);
  const open: { states: StateRun[]; ending: Ended | null }[] = [
    { states: history.states, ending: endingOf(history) },
  ];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const state of next.states) {
      settleState(state, next.ending);
      const ending = state.status === 'running' ? null : state.status === 'caught' ? 'failed' : state.status;
      for (const [index, round] of state.rounds.entries()) {
        // a round that another follows was tried again
        const ofRound = index < state.rounds.length - 1 ? 'failed' : ending;
        if (round.status === 'running' && ofRound !== null) round.status = ofRound;
        for (const sequence of round.sequences) {
          if (sequence.status === 'running') sequence.status = sequenceStatus(sequence.states, round);
          open.push({ states: sequence.states, ending: round.status === 'running' ? null : 'aborted' });
        }
      }
    }
  }
}

/** What ends the states that are open: a full history fails none of them. */
function endingOf(history: ExecutionHistory): Ended | null {
  if (history.status === 'running') return null;
  return history.status === 'failed' && isHistoryFull(history) ? 'aborted' : history.status;
}

/** The error of a Fail state, or of a field that could not be read, is in the execution's last event only. */
function nameFailure(history: ExecutionHistory): void {
  const last = history.states.at(-1);
  if (endingOf(history) !== 'failed' || last?.status !== 'running' || last.error !== null) return;
  last.error = history.error;
  last.cause = history.cause;
}

function settleState(state: StateRun, ending: Ended | null): void {
  if (state.status === 'aborted' && state.error !== null) state.status = 'failed';
  if (state.status === 'running' && ending !== null) {
    const failed =
      state.error !== null ||
      state.rounds.at(-1)?.status === 'failed' ||
      (state.type === 'Fail' && ending !== 'succeeded');
    state.status = failed ? (state.error === 'States.Timeout' ? 'timed-out' : 'failed') : ending;
  }
  const [last] = state.attempts.slice(-1);
  if (last?.status === 'running' && state.status !== 'running') {
    last.status = state.status === 'timed-out' || state.status === 'failed' ? state.status : 'aborted';
  }
}

function sequenceStatus(states: readonly StateRun[], round: Round): Round['status'] {
  const last = states.at(-1);
  // whether a branch has more states to come is not in the history
  if (last === undefined || round.status === 'running') return round.status;
  if (last.status === 'succeeded' || last.status === 'caught') return 'succeeded';
  return last.error === null && last.type !== 'Fail' ? 'aborted' : 'failed';
}
