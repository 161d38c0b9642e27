import 'server-only';
import type { EventBus } from '../contract/event.ts';
import { getRuntime } from '../runtime/runtime.ts';
import { listEventBuses } from '../services/list-event-buses.ts';

/** The buses of the account and whether they are watched. Throws why AWS could not be asked. */
export async function getEventBuses(): Promise<EventBus[]> {
  return listEventBuses(await getRuntime());
}
