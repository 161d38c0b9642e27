import type { SandboxClock } from '../../service.ts';
import type { Definition } from './asl/definition.ts';
import type { Json } from './asl/json.ts';
import { StateError } from './asl/state-error.ts';
import { closingEvent, type Ending, endingOf } from './execution-ending.ts';
import type { ExecutionRecord } from './execution-record.ts';
import type { ExecutionStore } from './execution-store.ts';
import { ExecutionLog, HistoryFull } from './run/execution-log.ts';
import type { Run } from './run/run.ts';
import { runSequence } from './run/run-sequence.ts';
import { Aborted, orAborted, sharedController } from './run/scope.ts';
import { sleep } from './run/sleep.ts';
import type { StartTask } from './run/task.ts';

const EXPRESS_LIMIT_MS = 300_000;
const FULL_WORDS = 'The execution reached the maximum number of history events (25000).';

/** An execution while it runs. */
interface Running {
  record: ExecutionRecord;
  log: ExecutionLog;
  controller: AbortController;
  ended: Promise<ExecutionRecord>;
}

interface ExecutorOptions {
  store: ExecutionStore;
  clock: SandboxClock;
  timeScale: number;
  startTask: StartTask;
  onError: (error: unknown) => void;
}

/** Runs executions: starts, stops, continues after a restart, redrives. */
export class Executor {
  readonly #options: ExecutorOptions;
  readonly #running = new Map<string, Running>();

  constructor(options: ExecutorOptions) {
    this.#options = options;
  }

  /** Starts an execution that was written down; it is running when this returns. */
  start(record: ExecutionRecord): Running {
    const express = record.type === 'EXPRESS';
    const log = express
      ? new ExecutionLog(null, this.#options.clock.now)
      : this.#options.store.openLog(record);
    if (log.events.length === 0) {
      const details = {
        input: record.input,
        inputDetails: { truncated: false },
        roleArn: record.roleArn,
      };
      log.record([
        { type: 'ExecutionStarted', previousEventId: 0, details: { executionStartedEventDetails: details } },
      ]);
    }
    return this.#begin(record, log);
  }

  /** Goes on with what an earlier process left running. */
  restore(): void {
    const { store, clock, onError } = this.#options;
    for (const record of store.running()) {
      try {
        this.#restoreOne(record);
      } catch (error) {
        // one history that cannot be read must not keep the others, or the sandbox, from starting
        onError(error);
        store.save({ ...record, ...failureOf(error, () => {}), stoppedAtMs: clock.now() });
      }
    }
  }

  #restoreOne(record: ExecutionRecord): void {
    const { store } = this.#options;
    const last = store.history(record).at(-1);
    const ending = last === undefined ? null : endingOf(last);
    if (last === undefined || ending === null) this.start(record);
    // it had written its end, but not that it is over
    else store.save({ ...record, ...ending, stoppedAtMs: last.timestampMs });
  }

  /** Ends an execution that runs; false where it does not. */
  stop(arn: string, error: string | null, cause: string | null): boolean {
    const running = this.#running.get(arn);
    if (running === undefined) return false;
    this.#end(running, { status: 'ABORTED', output: null, error, cause });
    return true;
  }

  /** Goes on with an execution that failed, from the states that failed; their retries count anew. */
  redrive(record: ExecutionRecord): void {
    const log = this.#options.store.openLog(record);
    const details = { executionRedrivenEventDetails: { redriveCount: record.redriveCount } };
    log.record([{ type: 'ExecutionRedriven', previousEventId: log.events.length, details }]);
    for (const [path, frame] of log.frames) {
      if (frame.output !== undefined) continue;
      const { entered } = frame;
      const doing = entered?.doing;
      log.record([], path, {
        entered:
          entered === null
            ? null
            : {
                ...entered,
                retries: doing?.kind === 'children' ? entered.retries : [],
                doing: doing?.kind === 'children' || doing?.kind === 'wait' ? doing : null,
              },
      });
    }
    this.#begin(record, log);
  }

  /** Resolves with the execution once it is over; rejects with the signal's reason. */
  ended(arn: string, signal: AbortSignal): Promise<ExecutionRecord> {
    const running = this.#running.get(arn);
    if (running !== undefined) return orAborted(running.ended, signal);
    const record = this.#options.store.find(arn);
    return record === undefined ? Promise.reject(new Error(`no execution ${arn}`)) : Promise.resolve(record);
  }

  /** The history of a running execution; undefined where it does not run. */
  eventsOf(arn: string) {
    return this.#running.get(arn)?.log.events;
  }

  /** Leaves every execution where it stands; the next process goes on with the standard ones. */
  shutdown(): void {
    for (const { controller, log } of this.#running.values()) {
      log.close();
      controller.abort(new Aborted('shutdown'));
    }
    this.#running.clear();
  }

  #begin(record: ExecutionRecord, log: ExecutionLog): Running {
    const controller = sharedController();
    const running: Running = { record, log, controller, ended: Promise.resolve(record) };
    this.#running.set(record.arn, running);
    running.ended = this.#run(running);
    running.ended.catch(() => {});
    return running;
  }

  /** Runs the machine's states to their end; rejects with Aborted where the process ends first. */
  async #run(running: Running): Promise<ExecutionRecord> {
    const { clock, timeScale, startTask, onError } = this.#options;
    const { record, log, controller } = running;
    const definition = JSON.parse(record.definition) as Definition;
    const run: Run = {
      record,
      log,
      language: definition.QueryLanguage ?? 'JSONPath',
      clock,
      timeScale,
      startTask,
      random: Math.random,
      runSequence,
    };
    this.#limitTime(running, definition);
    const { signal } = controller;
    try {
      const start = { input: JSON.parse(record.input) as Json, variables: {}, lastEventId: 0 };
      const output = await runSequence({ run, path: '', item: null, signal }, definition, start);
      this.#end(running, { status: 'SUCCEEDED', output: JSON.stringify(output), error: null, cause: null });
    } catch (error) {
      if (error instanceof Aborted && signal.aborted) {
        if (error.why === 'shutdown') throw error;
      } else this.#end(running, failureOf(error, onError));
    }
    return running.record;
  }

  #limitTime(running: Running, { TimeoutSeconds }: Definition): void {
    const limitMs = Math.min(
      TimeoutSeconds === undefined ? Number.POSITIVE_INFINITY : TimeoutSeconds * 1_000,
      running.record.type === 'EXPRESS' ? EXPRESS_LIMIT_MS : Number.POSITIVE_INFINITY,
    );
    if (limitMs === Number.POSITIVE_INFINITY) return;
    sleep(limitMs, this.#options.clock, running.controller.signal).then(
      () => this.#end(running, { status: 'TIMED_OUT', output: null, error: 'States.Timeout', cause: null }),
      () => {},
    );
  }

  #end(running: Running, ending: Ending): void {
    const { record, log, controller } = running;
    if (!this.#running.delete(record.arn)) return;
    log.record([closingEvent(ending, log.frames.get('')?.lastEventId ?? 0)], undefined, undefined, true);
    log.close();
    running.record = { ...record, ...ending, stoppedAtMs: this.#options.clock.now() };
    if (record.type === 'STANDARD') this.#options.store.save(running.record);
    controller.abort(new Aborted('stopped'));
  }
}

function failureOf(error: unknown, onError: (error: unknown) => void): Ending {
  const failed = { status: 'FAILED' as const, output: null };
  if (error instanceof StateError) {
    return { ...failed, error: error.error, cause: error.stateCause ?? null };
  }
  if (error instanceof HistoryFull) return { ...failed, error: 'States.Runtime', cause: FULL_WORDS };
  onError(error);
  return { ...failed, error: 'States.Runtime', cause: 'An internal error occurred.' };
}
