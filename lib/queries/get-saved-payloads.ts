import 'server-only';
import type { SavedPayload } from '../contract/operation.ts';
import { getRuntime } from '../runtime/runtime.ts';
import { savedPayloadDto } from '../services/saved-payload-dto.ts';

/** The payloads saved for a function, newest first. */
export async function getSavedPayloads(functionName: string): Promise<SavedPayload[]> {
  const { store } = await getRuntime();
  const rows = await store.functions.savedPayloads(functionName);
  return rows.map(savedPayloadDto).sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1));
}
