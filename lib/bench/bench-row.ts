/** One line of the bench table: a ratio or a bound measured within one run. */
export interface BenchResult {
  what: string;
  /** The requirement, as the table prints it: `≤ 3 ×`. */
  must: string;
  measured: string;
  /** What was compared, for the JSON. */
  figures: Record<string, number>;
  ok: boolean;
}

export interface BenchRow {
  name: string;
  run(): Promise<BenchResult[]>;
}
