import type { Observation } from './observation.ts';

/** All that is known of one Lambda request: what hops are derived from. */
export interface RequestRecord {
  requestId: string;
  functionName: string;
  functionArn: string | null;
  logGroupName: string | null;
  /** The function's configured timeout. */
  timeoutMs: number;
  observations: readonly Observation[];
  /** Everything of the log group with an event time up to here was read; absent while unknown. */
  watermark?: Date;
}
