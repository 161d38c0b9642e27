import { randomUUID } from 'node:crypto';
import type { SavedEventRef, SaveEventInput } from '../contract/event.ts';
import { checkEntries } from './publish/check-entries.ts';
import { notifyLive, type ServiceContext } from './service-context.ts';

/** Keeps an event for publishing; the same name again replaces it. Throws `invalid-input`, `payload-too-large`. */
export async function saveEvent(
  context: ServiceContext,
  { name, entry }: SaveEventInput,
): Promise<SavedEventRef> {
  checkEntries([entry]);
  const { events } = context.store;
  const same = (await events.savedEvents()).find((saved) => saved.name === name);
  const savedEventId = same?.savedEventId ?? randomUUID();
  const time = entry.time === null ? null : new Date(entry.time);
  await events.saveEvent({ savedEventId, name, entry: { ...entry, time } });
  await notifyLive(context, { type: 'events' });
  return { savedEventId };
}
