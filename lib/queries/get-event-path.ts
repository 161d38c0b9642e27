import 'server-only';
import type { EventPath } from '../contract/event.ts';
import { getRuntime } from '../runtime/runtime.ts';
import { walkEventPath, walkEventPathOfEvent } from '../services/event-path/walk-event-path.ts';

/** The way of the event that a hop published, up to the first broken link. Throws `not-found`. */
export async function getEventPath(hopId: string): Promise<EventPath> {
  return walkEventPath(await getRuntime(), hopId);
}

/** The same for an event by its key. Throws `not-found`. */
export async function getPathOfEvent(eventKey: string): Promise<EventPath> {
  return walkEventPathOfEvent(await getRuntime(), eventKey);
}
