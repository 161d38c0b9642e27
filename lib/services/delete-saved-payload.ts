import type { SavedPayloadRef } from '../contract/operation.ts';
import { notifyLive, type ServiceContext } from './service-context.ts';

/** Deletes a saved payload; one that is gone already is no error. */
export async function deleteSavedPayload(
  context: ServiceContext,
  input: SavedPayloadRef,
): Promise<SavedPayloadRef> {
  await context.store.functions.deletePayload(input.savedPayloadId);
  await notifyLive(context, { type: 'functions' });
  return input;
}
