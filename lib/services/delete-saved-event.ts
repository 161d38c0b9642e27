import type { SavedEventRef } from '../contract/event.ts';
import { notifyLive, type ServiceContext } from './service-context.ts';

/** Deletes a saved event; one that is gone already is no error. */
export async function deleteSavedEvent(
  context: ServiceContext,
  input: SavedEventRef,
): Promise<SavedEventRef> {
  await context.store.events.deleteSavedEvent(input.savedEventId);
  await notifyLive(context, { type: 'events' });
  return input;
}
