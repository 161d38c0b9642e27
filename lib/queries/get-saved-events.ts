import 'server-only';
import type { SavedEvent } from '../contract/event.ts';
import { getRuntime } from '../runtime/runtime.ts';
import { savedEventDto } from './dto/event-dto.ts';

/** The events saved for publishing, newest first. */
export async function getSavedEvents(): Promise<SavedEvent[]> {
  const { store } = await getRuntime();
  const rows = await store.events.savedEvents();
  return rows.map(savedEventDto).sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1));
}
