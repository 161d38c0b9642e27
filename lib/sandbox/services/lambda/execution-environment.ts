import { performance } from 'node:perf_hooks';
import type { LogSink, SandboxClock } from '../../service.ts';
import type { ChildReaper } from './child-reaper.ts';
import { EnvironmentLog } from './environment-log.ts';
import { environmentVariables } from './environment-variables.ts';
import type { FunctionRecord } from './function-record.ts';
import { type InvocationTrace, traceHeaderOf } from './invocation-trace.ts';
import { createPlatformLog, type PlatformLog, type RunEnd } from './platform-log.ts';
import { endOf, errorTypeOf, type RunEnding, textOf } from './run-ending.ts';
import { createRuntimeApi, type RuntimeAnswer, type RuntimeApi } from './runtime-api.ts';
import { RuntimeProcess, runtimeDir } from './runtime-process.ts';

const INIT_LIMIT_MS = 10_000;
const MEMORY_SAMPLE_MS = 100;
const MAX_RESPONSE_BYTES = 6_291_556;

export interface Run {
  requestId: string;
  payload: Buffer;
  trace: InvocationTrace;
  clientContext: string | null;
  tail: boolean;
}
export interface RunOutcome {
  payload: Buffer;
  failed: boolean;
  /** last 4 KB of the log, when asked for */
  tail: Buffer | null;
}
interface Environment {
  fn: FunctionRecord;
  codeDir: string;
  endpoint: string;
  logs: LogSink;
  clock: SandboxClock;
  reaper: ChildReaper;
}
type InitEnd = { end: RunEnd; payload: Buffer | null };

/** One execution environment: a child process that runs one invocation at a time, and its log stream. */
export class ExecutionEnvironment {
  /** False once the process ended or must not be used again. */
  alive = true;
  readonly #options: Environment;
  readonly #log: EnvironmentLog;
  readonly #platform: PlatformLog;
  #process: RuntimeProcess | null = null;
  #api: RuntimeApi | null = null;
  #peakMemoryMb = 0;
  #initDurationMs: number | null = null;
  #onEnding: ((ending: RunEnding) => void) | null = null;
  #started = false;
  #stopped = false;

  constructor(options: Environment) {
    this.#options = options;
    this.#log = new EnvironmentLog(options.fn, options.logs, options.clock);
    this.#platform = createPlatformLog(options.fn);
  }

  /** Runs one invocation to its end, starting the process first where there is none. Never rejects. */
  async run(run: Run): Promise<RunOutcome> {
    if (run.tail) this.#log.beginTail();
    const { settings } = this.#options.fn;
    if (!this.#started) {
      this.#started = true;
      const first = await this.#init('init', INIT_LIMIT_MS);
      // Lambda starts a failed init again as part of the invocation
      const startedMs = performance.now();
      const last =
        first.end.status === 'success' || this.#stopped
          ? first
          : await this.#init('invoke', settings.Timeout * 1000);
      if (last.end.status !== 'success') return this.#failedInit(run, last, performance.now() - startedMs);
    }
    return this.#invoke(run);
  }

  /** Ends the process at once; a run in flight ends without a trace in the log, as when a host dies. */
  stop(): void {
    this.alive = false;
    this.#stopped = true;
    this.#process?.kill();
    this.#api?.close();
  }

  async #init(phase: 'init' | 'invoke', limitMs: number): Promise<InitEnd> {
    const { fn, codeDir, reaper, endpoint } = this.#options;
    const startedMs = performance.now();
    const startedAt = this.#log.now();
    if (phase === 'init') {
      this.#log.platform(startedAt, this.#platform.initStart(startedAt, phase, this.#log.logStreamName));
    }
    const ended = new Promise<InitEnd & { logBytes: number }>((resolve) => {
      const failed = (end: RunEnd, payload: Buffer | null, logBytes = 0) =>
        resolve({ end, payload, logBytes });
      if (this.#stopped) return failed({ status: 'error', errorType: 'Runtime.ExitError' }, null);
      const timer = setTimeout(() => failed({ status: 'timeout' }, null), limitMs);
      const api = createRuntimeApi({
        onReady: () => {
          clearTimeout(timer);
          resolve({ end: { status: 'success' }, payload: null, logBytes: 0 });
        },
        onAnswer: (answer) => this.#onEnding?.({ kind: 'answer', answer }),
        onInitError: ({ body, logBytes }) => {
          clearTimeout(timer);
          failed({ status: 'error', errorType: errorTypeOf(body) }, body, logBytes);
        },
      });
      const child = new RuntimeProcess({
        codeDir,
        memorySizeMb: fn.settings.MemorySize,
        env: environmentVariables({
          fn,
          codeDir,
          runtimeDir: runtimeDir(),
          endpoint,
          logStreamName: this.#log.logStreamName,
        }),
        reaper,
        onConnection: api.attach,
        onLines: (lines) => this.#log.application(lines),
      });
      this.#api = api;
      this.#process = child;
      child.exited.then((exit) => {
        clearTimeout(timer);
        failed({ status: 'error', errorType: 'Runtime.ExitError' }, null);
        if (this.#process !== child) return;
        this.alive = false;
        api.close();
        this.#onEnding?.({ kind: 'exit', exit });
      });
    });
    const { end, payload, logBytes } = await ended;
    const durationMs = performance.now() - startedMs;
    if (end.status === 'success') this.#initDurationMs = durationMs;
    else await this.#discardProcess(logBytes);
    if (this.#stopped) return { end, payload };
    const endedAt = this.#log.now();
    this.#log.platform(endedAt, this.#platform.initReport(endedAt, phase, end, durationMs));
    return { end, payload };
  }

  async #discardProcess(logBytes: number): Promise<void> {
    const child = this.#process;
    this.#process = null;
    if (child !== null) {
      await child.flushed(logBytes);
      this.#notePeak(child);
      child.kill();
      await child.exited;
    }
    this.#api?.close();
  }

  #failedInit(run: Run, init: InitEnd, durationMs: number): RunOutcome {
    this.alive = false;
    const startedAt = this.#log.now();
    if (!this.#stopped) {
      this.#log.platform(startedAt, this.#platform.start(startedAt, run.requestId, run.trace));
    }
    const payload =
      init.payload ?? this.#platformError(run, init.end, 'Runtime exited without providing a reason');
    return this.#finish(run, init.end, durationMs, payload);
  }

  async #invoke(run: Run): Promise<RunOutcome> {
    const { fn, clock } = this.#options;
    const timeoutMs = fn.settings.Timeout * 1000;
    const startedAt = this.#log.now();
    this.#log.platform(startedAt, this.#platform.start(startedAt, run.requestId, run.trace));
    const startedMs = performance.now();
    const ending = await new Promise<RunEnding>((resolve) => {
      const timer = setTimeout(() => settle({ kind: 'timeout' }), timeoutMs);
      const sampler = setInterval(() => {
        if (this.#overMemory()) settle({ kind: 'out-of-memory' });
      }, MEMORY_SAMPLE_MS);
      const settle = (value: RunEnding) => {
        clearTimeout(timer);
        clearInterval(sampler);
        this.#onEnding = null;
        resolve(value);
      };
      this.#onEnding = settle;
      if (!this.alive) settle({ kind: 'exit', exit: { code: null, signal: null } });
      else
        this.#api?.deliver({
          requestId: run.requestId,
          payload: run.payload,
          deadlineMs: clock.now() + timeoutMs,
          functionArn: fn.arn,
          traceHeader: traceHeaderOf(run.trace),
          clientContext: run.clientContext,
        });
    });
    const durationMs = performance.now() - startedMs;
    if (ending.kind === 'answer') {
      const { answer } = ending;
      if (answer.exiting) this.alive = false;
      await this.#process?.flushed(answer.logBytes);
      this.#peakMemoryMb = Math.max(this.#peakMemoryMb, answer.peakMemoryMb ?? 0);
      return this.#answered(run, answer, durationMs);
    }
    this.alive = false;
    if (this.#process !== null) {
      this.#notePeak(this.#process);
      this.#process.kill();
      await this.#process.exited;
    }
    this.#api?.close();
    const end = endOf(ending);
    const text = textOf(ending, timeoutMs);
    const shownMs = ending.kind === 'timeout' ? timeoutMs : durationMs;
    return this.#finish(run, end, shownMs, this.#platformError(run, end, text));
  }

  #answered(run: Run, answer: RuntimeAnswer, durationMs: number): RunOutcome {
    if (!answer.failed && answer.body.length > MAX_RESPONSE_BYTES) {
      const errorType = 'Function.ResponseSizeTooLarge';
      const errorMessage = `Response payload size exceeded maximum allowed payload size (${MAX_RESPONSE_BYTES} bytes).`;
      const payload = Buffer.from(JSON.stringify({ errorType, errorMessage }));
      return this.#finish(run, { status: 'error', errorType }, durationMs, payload);
    }
    const end: RunEnd = answer.failed
      ? { status: 'error', errorType: errorTypeOf(answer.body) }
      : { status: 'success' };
    return this.#finish(run, end, durationMs, answer.body);
  }

  #finish(run: Run, end: RunEnd, durationMs: number, payload: Buffer): RunOutcome {
    const endedAt = this.#log.now();
    const figures = {
      durationMs,
      initDurationMs: this.#initDurationMs,
      maxMemoryUsedMb: Math.min(this.#peakMemoryMb, this.#options.fn.settings.MemorySize),
    };
    this.#initDurationMs = null;
    if (!this.#stopped)
      this.#log.platform(endedAt, this.#platform.finish(endedAt, run.requestId, run.trace, end, figures));
    return { payload, failed: end.status !== 'success', tail: this.#log.takeTail() };
  }

  #platformError(run: Run, end: RunEnd, text: string): Buffer {
    const errorType = end.status === 'timeout' ? 'Sandbox.Timedout' : (end.errorType ?? 'Runtime.ExitError');
    return Buffer.from(
      JSON.stringify({ errorType, errorMessage: `RequestId: ${run.requestId} Error: ${text}` }),
    );
  }

  #overMemory(): boolean {
    const memory = this.#process?.memoryMb() ?? null;
    if (memory === null) return false;
    this.#peakMemoryMb = Math.max(this.#peakMemoryMb, memory.peak);
    return memory.current > this.#options.fn.settings.MemorySize;
  }

  #notePeak(child: RuntimeProcess): void {
    this.#peakMemoryMb = Math.max(this.#peakMemoryMb, child.memoryMb()?.peak ?? 0);
  }
}
