/** A part of the product that a data file can judge. */
export interface ConformanceSubject {
  /** What a row of the file holds, for the usage line. */
  row: string;
  /** Prints what was judged and every mismatch; returns whether all is right. Throws where a row is no case. */
  judge(rows: readonly Record<string, unknown>[]): boolean | Promise<boolean>;
}
