import 'server-only';
import type { EventDetail } from '../contract/event.ts';
import { getRuntime } from '../runtime/runtime.ts';
import { eventDetail } from './dto/event-dto.ts';

/** The event by its ID, or by `<operationId>:<position>` where AWS gave none; null if unknown. */
export async function getEvent(eventKey: string): Promise<EventDetail | null> {
  const { store } = await getRuntime();
  const row = await store.events.find(eventKey);
  return row === null ? null : eventDetail(row);
}
