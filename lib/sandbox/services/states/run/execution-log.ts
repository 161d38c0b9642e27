import { closeSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import type { FrameState } from './frame.ts';
import type { EventDraft, HistoryEvent } from './history-event.ts';
import { Aborted } from './scope.ts';

/** AWS ends an execution whose history reaches this many events. */
const MAX_EVENTS = 25_000;

/** Thrown where one more event would leave no room for the one that ends the execution. */
export class HistoryFull extends Error {}

interface Line {
  events?: HistoryEvent[];
  /** the sequence of states that the patch belongs to */
  frame?: string;
  patch?: Partial<FrameState>;
}

/**
 * The history of an execution and where its sequences of states stand, in a file of lines. What belongs together is
 * one line, so that a process that dies leaves both or neither. Without a file it is kept in memory only.
 */
export class ExecutionLog {
  readonly events: HistoryEvent[] = [];
  readonly frames = new Map<string, FrameState>();
  readonly #now: () => number;
  #descriptor: number | null = null;
  #closed = false;

  constructor(file: string | null, now: () => number) {
    this.#now = now;
    if (file === null) return;
    this.#restore(file);
    this.#descriptor = openSync(file, 'a');
  }

  /**
   * Adds events and alters a sequence's state, as one. Throws HistoryFull where no room is left but for the `last`
   * event, and Aborted once it is closed.
   */
  record(drafts: readonly EventDraft[], frame?: string, patch?: Partial<FrameState>, last = false): void {
    if (this.#closed) throw new Aborted('stopped');
    if (this.events.length + drafts.length >= MAX_EVENTS && !last) throw new HistoryFull();
    const events = drafts.map(({ type, previousEventId, details = {} }, index) => ({
      id: this.events.length + index + 1,
      previousEventId,
      timestampMs: this.#now(),
      type,
      details,
    }));
    const line: Line = {
      ...(events.length === 0 ? {} : { events }),
      ...(frame === undefined || patch === undefined ? {} : { frame, patch }),
    };
    if (this.#descriptor !== null) writeSync(this.#descriptor, `${JSON.stringify(line)}\n`);
    this.#apply(line);
  }

  close(): void {
    this.#closed = true;
    if (this.#descriptor !== null) closeSync(this.#descriptor);
    this.#descriptor = null;
  }

  /** Reads only, for executions that are over. */
  static readEvents(file: string): HistoryEvent[] {
    return linesOf(file).lines.flatMap((line) => line.events ?? []);
  }

  #restore(file: string): void {
    const { lines, bytes, wholeBytes } = linesOf(file);
    for (const line of lines) this.#apply(line);
    if (wholeBytes < bytes) truncateSync(file, wholeBytes);
  }

  #apply({ events, frame, patch }: Line): void {
    if (events !== undefined) this.events.push(...events);
    if (frame === undefined || patch === undefined) return;
    const former = this.frames.get(frame);
    const start: FrameState = { stateName: '', input: null, variables: {}, lastEventId: 0, entered: null };
    this.frames.set(frame, { ...(former ?? start), ...patch });
  }
}

/** The whole lines of the file; what a process left unfinished at its end is not counted. */
function linesOf(file: string): { lines: Line[]; bytes: number; wholeBytes: number } {
  let content: Buffer;
  try {
    content = readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { lines: [], bytes: 0, wholeBytes: 0 };
    throw error;
  }
  const wholeBytes = content.lastIndexOf(0x0a) + 1;
  const lines = content
    .subarray(0, wholeBytes)
    .toString()
    .split('\n')
    .filter((text) => text !== '')
    .map((text) => JSON.parse(text) as Line);
  return { lines, bytes: content.length, wholeBytes };
}
