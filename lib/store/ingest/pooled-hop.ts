import type { Hop } from '../../domain/hop.ts';
import type { StoredHop } from './stored-hop.ts';

/** A hop as derived now, and as stored before. */
export interface PooledHop {
  hop: Hop;
  stored: StoredHop | null;
  /** START, else the earliest thing known of it, ms since the epoch. */
  sortMs: number;
  traceKey: string | null;
}
