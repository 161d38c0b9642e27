/** What one part of `npm test` counted. */
export interface Tally {
  passed: number;
  failed: number;
}
