import type { SandboxClock } from '../../../service.ts';
import type { QueryLanguage, State, StateBlock } from '../asl/definition.ts';
import type { Json, JsonObject } from '../asl/json.ts';
import type { ExecutionRecord } from '../execution-record.ts';
import type { ExecutionLog } from './execution-log.ts';
import { type Entered, type MapItem, retryCountOf } from './frame.ts';
import type { EventDraft } from './history-event.ts';
import { type Inspect, StateIo } from './state-io.ts';
import type { StartTask } from './task.ts';

/** One execution while it runs, and what its states need. */
export interface Run {
  record: ExecutionRecord;
  log: ExecutionLog;
  language: QueryLanguage;
  clock: SandboxClock;
  timeScale: number;
  startTask: StartTask;
  random: () => number;
  /** how branches and iterations run, as the machine's own states do */
  runSequence: RunSequence;
}

/** How a state was left. */
export interface Exit {
  output: Json;
  assigned: JsonObject | null;
  /** null at the sequence's end */
  next: string | null;
}

export type RunSequence = (
  sequence: Sequence,
  block: StateBlock,
  start: { input: Json; variables: JsonObject; lastEventId: number },
  closing?: (lastEventId: number) => EventDraft[],
) => Promise<Json>;

/** One sequence of states of a run: where it is kept and what surrounds it. */
export interface Sequence {
  run: Run;
  /** key of its state in the log: '' for the machine's own */
  path: string;
  item: MapItem | null;
  signal: AbortSignal;
}

/** The state that a sequence is in, with its fields ready to be worked out. */
export function ioOf(
  { run, item }: Sequence,
  state: State,
  frame: { stateName: string; input: Json; variables: JsonObject },
  entered: Entered,
  inspect: Inspect = () => {},
): StateIo {
  return new StateIo({
    state,
    language: state.QueryLanguage ?? run.language,
    input: frame.input,
    variables: frame.variables,
    context: contextOf(run, item, frame.stateName, entered),
    inspect,
  });
}

/** The context object: https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html */
export function contextOf(
  { record }: Run,
  item: MapItem | null,
  stateName: string,
  entered: Entered,
): JsonObject {
  const iso = (ms: number) => new Date(ms).toISOString();
  return {
    Execution: {
      Id: record.arn,
      Input: JSON.parse(record.input) as Json,
      Name: record.name,
      RoleArn: record.roleArn,
      StartTime: iso(record.startedAtMs),
      RedriveCount: record.redriveCount,
      ...(record.redrivenAtMs === null ? {} : { RedriveTime: iso(record.redrivenAtMs) }),
    },
    State: { EnteredTime: iso(entered.atMs), Name: stateName, RetryCount: retryCountOf(entered) },
    StateMachine: { Id: record.stateMachineArn, Name: record.stateMachineName },
    ...(item === null ? {} : { Map: { Item: { Index: item.index, Value: item.value } } }),
  };
}
