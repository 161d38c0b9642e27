export const MAX_PAGE_EVENTS = 10_000;
export const MAX_PAGE_BYTES = 1_048_576;
const EVENT_OVERHEAD_BYTES = 26;

/** What an event counts for in the size of a batch or a page. */
export function countedBytesOf(message: string): number {
  return Buffer.byteLength(message) + EVENT_OVERHEAD_BYTES;
}
