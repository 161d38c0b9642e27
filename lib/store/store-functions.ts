/** The part of the store's shape that is about functions; see `store.ts`. */

export interface FunctionRow {
  functionName: string;
  functionArn: string;
  /** FunctionSummary without the figures, JSON as the functions service keeps it. */
  configuration: Record<string, unknown>;
  watchedByPage: boolean | null;
  seenAt: Date;
}
export interface FunctionFigures {
  functionName: string;
  markerSeenAt: Date | null;
  lastHopAt: Date | null;
  hopCount24h: number;
  failedHopCount24h: number;
}
export interface SavedPayloadRow {
  savedPayloadId: string;
  functionName: string;
  name: string;
  text: string;
  savedAt: Date;
}
export interface FunctionStore {
  upsertMany(
    functions: { functionName: string; functionArn: string; configuration: Record<string, unknown> }[],
  ): Promise<void>;
  /** Functions that the account no longer lists. */
  deleteMissing(functionNames: readonly string[]): Promise<void>;
  list(): Promise<FunctionRow[]>;
  figures(): Promise<FunctionFigures[]>;
  /** null forgets the page's choice. */
  setWatched(functionName: string, watched: boolean | null): Promise<void>;
  savedPayloads(functionName: string): Promise<SavedPayloadRow[]>;
  savePayload(payload: Omit<SavedPayloadRow, 'savedAt'>): Promise<SavedPayloadRow>;
  deletePayload(savedPayloadId: string): Promise<void>;
}
