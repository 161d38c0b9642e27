import type { SavedPayload } from '../contract/operation.ts';
import type { SavedPayloadRow } from '../store/store-functions.ts';

/** The row as clients see it. */
export function savedPayloadDto(row: SavedPayloadRow): SavedPayload {
  return { ...row, savedAt: row.savedAt.toISOString() };
}
