import type { AwsClients } from '../aws/aws-clients.ts';
import type { Health } from '../contract/health.ts';
import type { Store } from '../store/store.ts';
import type { CallGate } from './call-gate.ts';
import type { PollPace } from './poll-pace.ts';

export type CollectorHealth = Health['collector'];
export type SourceHealth = CollectorHealth['sources'][number];
export type StateMachineHealth = CollectorHealth['stateMachines'][number];

export interface CollectorLogger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** What every part of the collector works with. */
export interface CollectorContext {
  aws: AwsClients;
  store: Store;
  logger: CollectorLogger;
  gate: CallGate;
  /** Of Step Functions' calls. */
  statesGate: CallGate;
  pace: PollPace;
  /** How far back a group is read that was never read before, ms. */
  backfillMs: number;
  /** Nothing older than this is read, ms. */
  retentionMs: number;
  /** AWS's time, ms since the epoch. */
  now(): number;
  /** A source's state changed. */
  onHealthChange(): void;
}
