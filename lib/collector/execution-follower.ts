import { describeExecution } from '../aws/describe-execution.ts';
import { getExecutionHistory } from '../aws/get-execution-history.ts';
import { AppError } from '../domain/app-error.ts';
import { type ExecutionEvent, readExecutionEvent } from '../domain/execution-history/execution-event.ts';
import { readExecutionHistory } from '../domain/execution-history/read-execution-history.ts';
import { tasksOfHistory } from '../domain/execution-history/tasks-of-history.ts';
import type { ExecutionFacts } from '../store/store-executions.ts';
import type { CollectorContext } from './collector-context.ts';
import { executionFacts, factsWithHistory } from './execution-facts.ts';
import { backOffDelayMs, pollDelayMs } from './poll-pace.ts';

/** A look at an execution that goes on asks for few events: most looks find none or few. */
const LOOK_LIMIT = 100;
/** What the store keeps of an execution does not need the texts of events that were taken in already. */
const TEXTS = ['input', 'output', 'parameters', 'cause', 'assignedVariables'];

/** Reads the history of one execution as it grows. */
export class ExecutionFollower {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  /** ms of the process's clock */
  nextAt = Number.NEGATIVE_INFINITY;
  /** It is closed and its history was read to the end, or AWS keeps it no more. */
  complete = false;
  readonly #context: CollectorContext;
  #facts: ExecutionFacts | null = null;
  /** In order; only what is known of the shape of those that are stored. */
  #events: ExecutionEvent[] = [];
  #takenId = 0;
  #lastNewAt = performance.now();
  #failures = 0;

  constructor(
    context: CollectorContext,
    { executionArn, stateMachineArn }: { executionArn: string; stateMachineArn: string },
  ) {
    this.#context = context;
    this.executionArn = executionArn;
    this.stateMachineArn = stateMachineArn;
  }

  get eventCount(): number {
    return this.#events.length;
  }

  /** Forgets the history: it is read again when the execution goes on. */
  forget(): void {
    this.#events = [];
    this.#takenId = 0;
  }

  wake(): void {
    this.nextAt = Number.NEGATIVE_INFINITY;
    this.#lastNewAt = performance.now();
  }

  /** One look; never rejects but when `signal` aborts. */
  async look(signal: AbortSignal): Promise<void> {
    const { statesGate, pace, logger } = this.#context;
    const { executionArn } = this;
    try {
      await this.#read(signal);
      this.#failures = 0;
      this.nextAt = performance.now() + pollDelayMs(performance.now() - this.#lastNewAt, pace);
    } catch (error) {
      if (signal.aborted) throw error;
      if (error instanceof AppError && error.code === 'throttled') statesGate.throttled();
      this.#failures += 1;
      this.nextAt = performance.now() + backOffDelayMs(this.#failures, pace, Math.random());
      if (this.#failures === 1) logger.warn({ err: error, executionArn }, 'an execution cannot be followed');
      this.forget();
    }
  }

  async #read(signal: AbortSignal): Promise<void> {
    const { store } = this.#context;
    const { executionArn } = this;
    const described = this.#facts ?? (await this.#describe(signal));
    if (described === null) {
      this.complete = true;
      await store.executions.setUnfollowed(executionArn);
      return;
    }
    const added = await this.#newEvents(signal);
    if (added === 0 && described.status === 'RUNNING' && this.#facts !== null) return;
    const history = readExecutionHistory(this.#events);
    const facts = factsWithHistory(described, history);
    const ended = history.status !== 'running' && history.redriveCount >= facts.redriveCount;
    // AWS gives what it ended with, and a redrive, with the execution itself
    const closing =
      ended && described.status === 'RUNNING' ? ((await this.#describe(signal)) ?? facts) : facts;
    const lastEventId = this.#events.at(-1)?.id ?? 0;
    await store.ingest.execution({
      execution: factsWithHistory(closing, history),
      ...tasksOfHistory(history, this.#takenId),
      lastEventId,
      complete: ended,
    });
    this.#facts = facts;
    this.complete = ended;
    this.#takenId = lastEventId;
    this.#events = this.#events.map(withoutTexts);
    if (added > 0) this.#lastNewAt = performance.now();
  }

  /** Null where AWS keeps it no more. */
  async #describe(signal: AbortSignal): Promise<ExecutionFacts | null> {
    const { aws, statesGate } = this.#context;
    await statesGate.take(performance.now(), signal);
    try {
      return executionFacts(await describeExecution(aws, this.executionArn));
    } catch (error) {
      if (error instanceof AppError && error.code === 'not-found') return null;
      throw error;
    }
  }

  /** Reads what came since the last event that is known; returns how many events that are. */
  async #newEvents(signal: AbortSignal): Promise<number> {
    const { aws, statesGate } = this.#context;
    const { executionArn } = this;
    const lastId = this.#events.at(-1)?.id ?? 0;
    const reverseOrder = lastId > 0;
    const found: ExecutionEvent[] = [];
    let nextToken: string | null = null;
    let reached = false;
    do {
      await statesGate.take(performance.now(), signal);
      const limit = reverseOrder ? { limit: LOOK_LIMIT } : {};
      const page = await getExecutionHistory(aws, {
        executionArn,
        nextToken,
        reverseOrder,
        ...limit,
        signal,
      });
      for (const wire of page.events) {
        const event = readExecutionEvent(wire, found.at(-1)?.id ?? lastId);
        if (event !== null && event.id > lastId) found.push(event);
        else reached = true;
      }
      nextToken = reverseOrder && reached ? null : page.nextToken;
    } while (nextToken !== null);
    found.sort((a, b) => a.id - b.id);
    this.#events.push(...found);
    return found.length;
  }
}

function withoutTexts(event: ExecutionEvent): ExecutionEvent {
  if (!TEXTS.some((name) => name in event.details)) return event;
  const details = Object.fromEntries(Object.entries(event.details).filter(([name]) => !TEXTS.includes(name)));
  return { ...event, details };
}
