/** Prints the line by which the dashboard links runs that events cause; see README "Make your functions observable". */
export function printEventMarker(marker: {
  attempt: number;
  maxAttempts: number;
  reason: string | null;
  requestId: string;
  parent: { eventId: string } | null;
  next: { eventId: string } | null;
  input?: unknown;
}): void {
  const traceId = /(?:^|;)Root=([^;]+)/.exec(process.env._X_AMZN_TRACE_ID ?? '')?.[1] ?? null;
  console.log(JSON.stringify({ rerun: { v: 1, via: 'eventbridge', traceId, ...marker } }));
}
