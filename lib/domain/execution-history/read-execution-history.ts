import { type ExecutionEvent, isRecord, jsonIn, textIn } from './execution-event.ts';
import type { ExecutionHistory, StateRun } from './execution-history.ts';
import { HistoryTree, type OpenState } from './history-tree.ts';
import { closeRound, readRoundEvent } from './read-round-event.ts';
import { readTaskEvent } from './read-task-event.ts';
import { settle } from './settle-history.ts';

const STATE = /^(Task|Pass|Choice|Wait|Succeed|Fail|Parallel|Map)State(Entered|Exited|Aborted)$/;
const ROUND =
  /^(?:(Parallel|Map)State(Started|Succeeded|Failed)|MapIteration(Started|Succeeded|Failed|Aborted)|MapRun\w+)$/;
const TASK = /^(?:Task|LambdaFunction|Activity)(?!State)/;
const ENDINGS: Readonly<Record<string, ExecutionHistory['status'] | undefined>> = {
  ExecutionSucceeded: 'succeeded',
  ExecutionFailed: 'failed',
  ExecutionTimedOut: 'timed-out',
  ExecutionAborted: 'aborted',
};

/**
 * Reads the events of one execution, in their order, as a tree of the states it visited with attempts, causes, waits,
 * branches and iterations. Loses nothing: each event is in one node. Takes histories that are cut off at either end.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html
 */
export function readExecutionHistory(events: readonly ExecutionEvent[]): ExecutionHistory {
  const history: ExecutionHistory = {
    status: 'running',
    input: null,
    output: null,
    error: null,
    cause: null,
    startedAtMs: null,
    endedAtMs: null,
    redriveCount: 0,
    states: [],
    eventIds: [],
    unknownTypes: [],
    incomplete: events[0] !== undefined && events[0].type !== 'ExecutionStarted',
  };
  const tree = new HistoryTree(history.states);
  for (const event of events) {
    if (isCut(event)) history.incomplete = true;
    if (event.type.startsWith('Execution')) readOwnEvent(history, tree, event);
    else if (!readStateEvent(tree, event)) keepUnknown(history, tree, event);
  }
  settle(history);
  return history;
}

function readStateEvent(tree: HistoryTree, event: ExecutionEvent): boolean {
  const [, type, step] = STATE.exec(event.type) ?? [];
  if (type !== undefined) {
    if (step === 'Entered') enter(tree, event, type);
    else return leave(tree, event, type, step === 'Aborted');
    return true;
  }
  if (ROUND.test(event.type)) return readRoundEvent(tree, event);
  if (event.type === 'EvaluationFailed') return failEvaluation(tree, event);
  return TASK.test(event.type) && readTaskEvent(tree, event);
}

function readOwnEvent(history: ExecutionHistory, tree: HistoryTree, event: ExecutionEvent): void {
  const { type, details, timestampMs } = event;
  history.eventIds.push(event.id);
  tree.own(event, tree.root);
  const ending = ENDINGS[type];
  if (type === 'ExecutionStarted') {
    history.startedAtMs = timestampMs;
    history.input = jsonIn(details, 'input');
  } else if (type === 'ExecutionRedriven') {
    Object.assign(history, { status: 'running', endedAtMs: null, error: null, cause: null });
    history.redriveCount += 1;
  } else if (ending !== undefined) {
    history.status = ending;
    history.endedAtMs = timestampMs;
    history.output = jsonIn(details, 'output');
    history.error = textIn(details, 'error');
    history.cause = jsonIn(details, 'cause');
  } else history.unknownTypes.push(type);
}

function enter(tree: HistoryTree, event: ExecutionEvent, type: string): void {
  const run: StateRun = {
    name: textIn(event.details, 'name') ?? '',
    type,
    status: 'running',
    enteredAtMs: event.timestampMs,
    exitedAtMs: null,
    input: jsonIn(event.details, 'input'),
    output: null,
    assignedVariables: {},
    error: null,
    cause: null,
    attempts: [],
    rounds: [],
    eventIds: [event.id],
  };
  tree.own(event, tree.enter(event, run));
}

function leave(tree: HistoryTree, event: ExecutionEvent, type: string, aborted: boolean): boolean {
  const name = textIn(event.details, 'name');
  const state = tree.find(event, (run) => run.type === type && (name === null || run.name === name));
  if (state === null) return false;
  own(tree, event, state);
  const { run } = state;
  if (aborted) {
    run.status = 'aborted';
    return true;
  }
  closeRound(state);
  run.exitedAtMs = event.timestampMs;
  run.output = jsonIn(event.details, 'output');
  run.assignedVariables = variablesOf(event.details.assignedVariables);
  run.status = run.error === null && run.rounds.at(-1)?.status !== 'failed' ? 'succeeded' : 'caught';
  tree.leave(state);
  return true;
}

function failEvaluation(tree: HistoryTree, event: ExecutionEvent): boolean {
  const name = textIn(event.details, 'state');
  const state = tree.find(event, (run) => run.name === name);
  if (state === null) return false;
  own(tree, event, state);
  state.run.error = textIn(event.details, 'error');
  state.run.cause = jsonIn(event.details, 'cause');
  return true;
}

/** Nothing is lost of what is new to this reader: it stays with what it follows. */
function keepUnknown(history: ExecutionHistory, tree: HistoryTree, event: ExecutionEvent): void {
  history.unknownTypes.push(event.type);
  const before = tree.before(event);
  if (before !== null && 'run' in before) own(tree, event, before);
  else {
    history.eventIds.push(event.id);
    tree.own(event, before ?? tree.root);
  }
}

function own(tree: HistoryTree, event: ExecutionEvent, state: OpenState): void {
  state.run.eventIds.push(event.id);
  tree.own(event, state);
}

function variablesOf(given: unknown): Record<string, string> {
  if (!isRecord(given)) return {};
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
}

function isCut({ details }: ExecutionEvent): boolean {
  return ['inputDetails', 'outputDetails', 'assignedVariablesDetails'].some((name) => {
    const about = details[name];
    return isRecord(about) && about.truncated === true;
  });
}
