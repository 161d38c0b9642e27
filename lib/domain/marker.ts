/** The one-line JSON by which a handler says what it did; see README "Make your functions observable". */
export interface Marker {
  v: 1;
  via: 'invoke' | 'eventbridge' | 'stepfunctions';
  attempt: number | null;
  maxAttempts: number | null;
  reason: string | null;
  traceId: string | null;
  /** The request ID of the run that printed it: a marker speaks only for that run. */
  requestId: string;
  parent: MarkerRef | null;
  next: MarkerRef | null;
  /** JSON text of the run's input as printed (big integers kept), null when absent. */
  input: string | null;
}

/** Names another run by exactly one identifier. */
export interface MarkerRef {
  requestId?: string;
  eventId?: string;
  executionArn?: string;
}
