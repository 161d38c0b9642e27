import 'server-only';
import type { EventEntry, EventsForecast } from '../contract/event.ts';
import { getRuntime } from '../runtime/runtime.ts';
import { forecastEvents } from '../services/publish/forecast-events.ts';

/** What the entries would do if they were published now; nothing is sent. */
export async function getEventsForecast(entries: readonly EventEntry[]): Promise<EventsForecast> {
  return forecastEvents(await getRuntime(), { entries });
}
