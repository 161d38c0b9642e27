const MAX_INPUT_BYTES = 16_384;

/** Names a run by its request ID, by the event that ran it, or by both. */
export interface RunRef {
  requestId?: string;
  eventId?: string;
}

/** What one run says of itself; see README "Make your functions observable". */
export interface RerunMarker {
  via: 'invoke' | 'eventbridge';
  attempt: number;
  maxAttempts: number | null;
  reason: string | null;
  traceId: string | null;
  requestId: string;
  parent: RunRef | null;
  next: RunRef | null;
  /** The run's event without the carrier; printed up to 16 KB, and not at all with RERUN_RECORD_INPUT=off. */
  input?: unknown;
}

/** Prints the marker as one line of JSON of its own. */
export function printMarker(marker: RerunMarker): void {
  const { via, attempt, maxAttempts, reason, traceId, requestId, parent, next } = marker;
  const said = { v: 1, via, attempt, maxAttempts, reason, traceId, requestId, parent, next };
  const input = recordable(marker.input);
  console.log(JSON.stringify({ rerun: input === undefined ? said : { ...said, input } }));
}

function recordable(input: unknown): unknown {
  if (input === undefined || process.env.RERUN_RECORD_INPUT === 'off') return undefined;
  const text = JSON.stringify(input);
  return text !== undefined && Buffer.byteLength(text) <= MAX_INPUT_BYTES ? input : undefined;
}
