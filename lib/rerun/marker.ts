const MAX_INPUT_BYTES = 16_384;

/** What one run says of itself; see README "Make your functions observable". */
export interface RerunMarker {
  attempt: number;
  maxAttempts: number | null;
  reason: string | null;
  traceId: string | null;
  requestId: string;
  parent: { requestId: string } | null;
  next: { requestId: string } | null;
  /** The run's event without the carrier; printed up to 16 KB, and not at all with RERUN_RECORD_INPUT=off. */
  input?: unknown;
}

/** Prints the marker as one line of JSON of its own. */
export function printMarker(marker: RerunMarker): void {
  const { attempt, maxAttempts, reason, traceId, requestId, parent, next } = marker;
  const said = { v: 1, via: 'invoke', attempt, maxAttempts, reason, traceId, requestId, parent, next };
  const input = recordable(marker.input);
  console.log(JSON.stringify({ rerun: input === undefined ? said : { ...said, input } }));
}

function recordable(input: unknown): unknown {
  if (input === undefined || process.env.RERUN_RECORD_INPUT === 'off') return undefined;
  const text = JSON.stringify(input);
  return text !== undefined && Buffer.byteLength(text) <= MAX_INPUT_BYTES ? input : undefined;
}
