import type { ExecutionEvent } from './execution-event.ts';
import type { Round, StateRun, StateSequence } from './execution-history.ts';

/** A state while its history is read, and what it lies in. */
export interface OpenState {
  run: StateRun;
  /** the branch, iteration or machine that it is part of */
  within: OpenSequence;
  exited: boolean;
}

export interface OpenSequence {
  /** null for the machine's own states */
  sequence: StateSequence | null;
  states: StateRun[];
  /** the Parallel or Map state that it is part of */
  parent: OpenState | null;
  latest: OpenState | null;
}

/** What owns an event: a state, a sequence of states, or the execution. */
type Owner = OpenState | OpenSequence;

/** Finds which state an event belongs to by the event that it follows. */
export class HistoryTree {
  readonly root: OpenSequence;
  readonly #owners = new Map<number, Owner>();
  /** every iteration of a round by its index */
  readonly #iterations = new Map<Round, Map<number, OpenSequence>>();
  /** the states that were entered and not left, latest last; those that were left since are dropped when met */
  readonly #open: OpenState[] = [];

  constructor(states: StateRun[]) {
    this.root = { sequence: null, states, parent: null, latest: null };
  }

  own(event: ExecutionEvent, owner: Owner): void {
    this.#owners.set(event.id, owner);
  }

  /** Where the event that this one follows left off; null where that is not known. */
  before(event: ExecutionEvent): Owner | null {
    return this.#owners.get(event.previousEventId) ?? null;
  }

  /** Enters a state in the sequence that goes on from the event before. */
  enter(event: ExecutionEvent, run: StateRun): OpenState {
    const within = this.#sequenceFor(event);
    const state: OpenState = { run, within, exited: false };
    within.states.push(run);
    within.latest = state;
    this.#open.push(state);
    return state;
  }

  /** The state that is not left yet and fits, searched from the event before outwards, then among all, latest first. */
  find(event: ExecutionEvent, fits: (run: StateRun) => boolean): OpenState | null {
    let owner: Owner | null = this.before(event);
    // AWS lets some events follow what came before the state they are about
    const latest = owner === null ? null : sequenceOf(owner).latest;
    if (latest !== null && !latest.exited && fits(latest.run)) return latest;
    while (owner !== null) {
      if ('run' in owner && !owner.exited && fits(owner.run)) return owner;
      owner = 'run' in owner ? owner.within : owner.parent;
    }
    while (this.#open.at(-1)?.exited === true) this.#open.pop();
    return this.#open.findLast((state) => !state.exited && fits(state.run)) ?? null;
  }

  leave(state: OpenState): void {
    state.exited = true;
  }

  /** Begins a branch or iteration in the latest round of a state. */
  begin(parent: OpenState, round: Round, index: number | null): OpenSequence {
    const sequence: StateSequence = { status: 'running', index, states: [], eventIds: [] };
    const open: OpenSequence = { sequence, states: sequence.states, parent, latest: null };
    round.sequences.push(sequence);
    if (index !== null) {
      const ofRound = this.#iterations.get(round) ?? new Map<number, OpenSequence>();
      ofRound.set(index, open);
      this.#iterations.set(round, ofRound);
    }
    return open;
  }

  iteration(round: Round, index: number): OpenSequence | null {
    return this.#iterations.get(round)?.get(index) ?? null;
  }

  #sequenceFor(event: ExecutionEvent): OpenSequence {
    const before = this.before(event);
    if (before === null || !('run' in before)) return before ?? this.#branchOfLatest();
    const round = before.run.rounds.at(-1);
    // a branch has no event of its own: its first state follows the round's
    if (!before.exited && before.run.type === 'Parallel' && round !== undefined) {
      return this.begin(before, round, null);
    }
    return before.within;
  }

  /** Where nothing is known of what came before: a branch of the Parallel state that runs, or the machine. */
  #branchOfLatest(): OpenSequence {
    const state = this.#open.findLast((one) => !one.exited);
    const round = state?.run.rounds.at(-1);
    return state !== undefined && state.run.type === 'Parallel' && round !== undefined
      ? this.begin(state, round, null)
      : this.root;
  }
}

function sequenceOf(owner: Owner): OpenSequence {
  return 'run' in owner ? owner.within : owner;
}
