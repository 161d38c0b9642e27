const TRACE_ID = /^1-[0-9a-f]{8}-([0-9a-f]{8})[0-9a-f]{16}$/i;

/** Enough of an ID to tell it from its neighbours; never its common beginning. */
export function shortId(id: string): string {
  const trace = TRACE_ID.exec(id)?.[1];
  if (trace !== undefined) return trace;
  return id.length <= 12 ? id : id.slice(-8);
}
