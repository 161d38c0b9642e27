/** What every kind of task needs. */
export interface TaskSurroundings {
  endpoint: string;
  region: string;
  accountId: string;
  signal: AbortSignal;
  /** The execution's trace with a new Parent, for one call; null where the execution has none. */
  traceHeader(): string | null;
  /** AWS's words where the execution's role may not do it; null where it may. */
  denied(action: string, resourceArn: string): string | null;
}
