import { deriveHops } from '../../domain/hops.ts';
import { traceKeyOf } from '../../domain/trace-header.ts';
import type { Tx } from '../sql/tx.ts';
import { linkValuesOf } from './hop-identifiers.ts';
import { findNeighbourRequests } from './neighbour-search.ts';
import type { PooledHop } from './pooled-hop.ts';
import type { RequestState } from './request-state.ts';
import { loadHopsOfRequests, type StoredHop } from './stored-hop.ts';
import { recordOf, type WorkingSet } from './working-set.ts';

/** The hops that one transaction looks at, findable by what links go by. */
export class HopPool {
  readonly byHopId = new Map<string, PooledHop>();
  /** Stored hops that are no longer derived. */
  readonly gone: StoredHop[] = [];
  readonly #set: WorkingSet;
  readonly #byRequest = new Map<string, PooledHop[]>();
  readonly #byValue = new Map<string, Set<PooledHop>>();
  readonly #byTrace = new Map<string, PooledHop[]>();

  constructor(set: WorkingSet) {
    this.#set = set;
  }

  /** Derives the hops of requests, loading what is missing. */
  async take(tx: Tx, requestIds: Iterable<string>): Promise<PooledHop[]> {
    const missing = [...new Set(requestIds)].filter((id) => !this.#byRequest.has(id));
    if (missing.length === 0) return [];
    await this.#set.load(tx, missing);
    const stored = new Map((await loadHopsOfRequests(tx, missing)).map((row) => [row.hop_id, row]));
    const taken = missing.flatMap((id) => this.#derive(id, stored));
    this.gone.push(...stored.values());
    for (const key of new Set(taken.flatMap((pooled) => pooled.traceKey ?? []))) {
      this.#byTrace.get(key)?.sort((a, b) => a.sortMs - b.sortMs);
    }
    return taken;
  }

  /** Takes the hops that may be linked with `hops`, in either direction; returns those that were not known. */
  async takeNeighbours(tx: Tx, hops: readonly PooledHop[]): Promise<PooledHop[]> {
    if (hops.length === 0) return [];
    return this.take(tx, await findNeighbourRequests(tx, hops));
  }

  ofRequest(requestId: string): readonly PooledHop[] {
    return this.#byRequest.get(requestId) ?? [];
  }

  /** Hops that name `value`, or whose request ID it is. */
  byValue(value: string): Iterable<PooledHop> {
    return this.#byValue.get(value) ?? [];
  }

  /** Hops of a trace by start. */
  ofTrace(traceKey: string): readonly PooledHop[] {
    return this.#byTrace.get(traceKey) ?? [];
  }

  #derive(requestId: string, stored: Map<string, StoredHop>): PooledHop[] {
    const state = this.#set.requests.get(requestId);
    const hops = state === undefined ? [] : deriveHops(recordOf(state), state.hops);
    if (state !== undefined && this.#set.changed.has(requestId)) {
      state.hops = hops.map(({ hopId, observationKeys }) => ({ hopId, observationKeys }));
    }
    const pooled = hops.map((hop) => {
      const row = stored.get(hop.hopId) ?? null;
      stored.delete(hop.hopId);
      const sortMs = hop.startedAt?.getTime() ?? hop.endedAt?.getTime() ?? row?.sort_at ?? firstSeenMs(state);
      const traceKey = hop.traceId === null ? null : traceKeyOf(hop.traceId);
      return { hop, stored: row, sortMs, traceKey };
    });
    this.#byRequest.set(requestId, pooled);
    for (const each of pooled) this.#index(each);
    return pooled;
  }

  #index(pooled: PooledHop): void {
    const { hop, traceKey } = pooled;
    this.byHopId.set(hop.hopId, pooled);
    for (const value of linkValuesOf(hop)) {
      const others = this.#byValue.get(value);
      if (others === undefined) this.#byValue.set(value, new Set([pooled]));
      else others.add(pooled);
    }
    if (traceKey === null) return;
    const others = this.#byTrace.get(traceKey);
    if (others === undefined) this.#byTrace.set(traceKey, [pooled]);
    else others.push(pooled);
  }
}

function firstSeenMs(state: RequestState | undefined): number {
  return state?.observations.reduce((least, { timestamp }) => Math.min(least, timestamp), Infinity) ?? 0;
}
