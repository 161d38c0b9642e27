import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { getExecutionHistory } from '../../aws/get-execution-history.ts';
import { AppError } from '../../domain/app-error.ts';
import { type ExecutionEvent, readExecutionEvent } from '../../domain/execution-history/execution-event.ts';
import { notifyLive, type ServiceContext } from '../service-context.ts';

/** Longer histories are read on in the background, and told when they are whole. */
const WAIT_MS = 2_000;
/** 25,000 events at most (aws.md 7.1), of pages of 1,000. */
const MOST_PAGES = 30;
/** A history of many large inputs and outputs is not held whole. */
const MOST_CHARACTERS = 64_000_000;
const KEPT_READINGS = 8;

export interface ExecutionEvents {
  events: readonly ExecutionEvent[];
  /** Read to its end as it stands now. */
  complete: boolean;
}
interface Which {
  executionArn: string;
  /** Other while it runs, once closed, and once redriven: what was read in one state holds for it. */
  state: string;
  closed: boolean;
}

/** What was read of one history; it only grows, so the last page's token finds what came since. */
class Reading {
  readonly events: ExecutionEvent[] = [];
  readState: string | null = null;
  running: Promise<void> | null = null;
  /** More than is held. */
  cut = false;
  #token: string | null = null;
  #lastPageStart = 0;

  async readOn(context: Pick<ServiceContext, 'aws' | 'closing'>, { executionArn, state, closed }: Which) {
    this.cut = false;
    for (let page = 0; ; page += 1) {
      const { events, nextToken } = await getExecutionHistory(context.aws, {
        executionArn,
        nextToken: this.#token,
        signal: context.closing,
      });
      this.events.length = this.#lastPageStart;
      for (const wire of events) {
        const event = readExecutionEvent(wire, this.events.at(-1)?.id ?? 0);
        if (event !== null) this.events.push(event);
      }
      if (nextToken === null) break;
      this.cut = page >= MOST_PAGES || charactersOf(this.events) > MOST_CHARACTERS;
      if (this.cut) break;
      this.#token = nextToken;
      this.#lastPageStart = this.events.length;
      await yieldToOthers();
    }
    this.readState = closed ? state : null;
  }

  /** A page's token is good for 24 hours. */
  startOver(): void {
    this.events.length = 0;
    this.#token = null;
    this.#lastPageStart = 0;
  }
}

const readings = new WeakMap<ServiceContext['store'], Map<string, Reading>>();

/**
 * The events of an execution's history by ID, read in pages of 1,000 between which others have their turn. Of a long
 * history what was read so far is given after two seconds, and the browsers are told when it is whole; of a closed
 * execution it is read once. Throws why AWS could not be read.
 */
export async function executionEvents(context: ServiceContext, which: Which): Promise<ExecutionEvents> {
  const reading = readingOf(context, which.executionArn);
  if (reading.readState !== which.state) {
    reading.running ??= readOn(context, reading, which).finally(() => {
      reading.running = null;
    });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, WAIT_MS);
    });
    await Promise.race([reading.running, late]).finally(() => clearTimeout(timer));
  }
  const complete = reading.running === null && !reading.cut;
  return { events: [...reading.events], complete };
}

async function readOn(context: ServiceContext, reading: Reading, which: Which): Promise<void> {
  const since = performance.now();
  try {
    await reading.readOn(context, which).catch(async (error: unknown) => {
      if (!(error instanceof AppError) || error.field !== 'cursor') throw error;
      reading.startOver();
      await reading.readOn(context, which);
    });
  } catch (error) {
    if (performance.now() - since < WAIT_MS) throw error;
    // nobody waits any more; the next look reads on where this one ended
    const { executionArn } = which;
    context.logger.warn({ executionArn, err: error }, 'a history could not be read to its end');
  }
  if (performance.now() - since > WAIT_MS) await notifyLive(context, { type: 'executions' });
}

function readingOf({ store }: ServiceContext, executionArn: string): Reading {
  const kept = readings.get(store) ?? new Map<string, Reading>();
  readings.set(store, kept);
  const reading = kept.get(executionArn) ?? new Reading();
  kept.delete(executionArn);
  kept.set(executionArn, reading);
  for (const [arn, { running }] of kept) {
    if (kept.size <= KEPT_READINGS) break;
    if (running === null) kept.delete(arn);
  }
  return reading;
}

function charactersOf(events: readonly ExecutionEvent[]): number {
  let characters = 0;
  for (const { details } of events) {
    for (const value of Object.values(details)) {
      if (typeof value === 'string') characters += value.length;
    }
  }
  return characters;
}
