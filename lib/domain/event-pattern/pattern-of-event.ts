export interface PatternOfEventOptions {
  /** Fields below the top to require as well: `[['detail', 'status']]`. */
  detailPaths?: readonly (readonly string[])[];
}

/** The text of a narrow pattern that matches this event: its source, its detail-type and the paths asked for. */
export function patternOfEvent(event: Record<string, unknown>, options: PatternOfEventOptions = {}): string {
  return JSON.stringify({ source: [event.source], detail: options.detailPaths });
}
