import type { LogEvent } from '../domain/observation.ts';

/**
 * Event IDs of one log group that are in the store already: overlapping windows are read again, not written again.
 * Bounded by count, oldest first out; what falls out costs a write that changes nothing.
 */
export class SeenEvents {
  readonly #ids = new Set<string>();
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(events: readonly LogEvent[]): void {
    for (const { eventId } of events) {
      if (eventId !== null) this.#ids.add(eventId);
    }
    for (const oldest of this.#ids) {
      if (this.#ids.size <= this.#limit) break;
      this.#ids.delete(oldest);
    }
  }

  has(event: LogEvent): boolean {
    return event.eventId !== null && this.#ids.has(event.eventId);
  }

  get size(): number {
    return this.#ids.size;
  }
}
