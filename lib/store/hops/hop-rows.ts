import { costUsd } from '../../domain/cost.ts';
import type { Hop, Mechanism } from '../../domain/hop.ts';
import { deriveHops } from '../../domain/hops.ts';
import type { Link, LinkEvidence } from '../../domain/link.ts';
import type { TailLine } from '../../domain/log-tail.ts';
import { loadRequests, type RequestState } from '../ingest/request-state.ts';
import { tailOf } from '../ingest/request-tails.ts';
import { recordOf } from '../ingest/working-set.ts';
import type { Tx } from '../sql/tx.ts';
import type { HopRow } from '../store.ts';
import type { StorePrices } from '../store-context.ts';
import type { PlaceColumns } from './count-attempts.ts';

/** What the narrow row of a hop adds to what its request tells. */
export interface HopPlace extends PlaceColumns {
  request_id: string;
  chain_id: string;
  max_attempts: number | null;
  cause_hop_id: string | null;
  strength: Link['strength'] | null;
  evidence: string | null;
  candidate_count: number | null;
  link_via: Mechanism | null;
}

export interface DerivedHop {
  hop: Hop;
  /** All hops of its request, by time. */
  siblings: readonly Hop[];
  state: RequestState;
}

/** Hops derived anew from what is stored of their requests, by hop ID. */
export async function deriveStoredHops(
  tx: Tx,
  requestIds: readonly string[],
): Promise<Map<string, DerivedHop>> {
  const derived = new Map<string, DerivedHop>();
  for (const state of (await loadRequests(tx, [...new Set(requestIds)])).values()) {
    const siblings = deriveHops(recordOf(state), state.hops);
    for (const hop of siblings) derived.set(hop.hopId, { hop, siblings, state });
  }
  return derived;
}

export function hopRowOf(place: HopPlace, derived: DerivedHop, prices: StorePrices): HopRow {
  const { hop, state } = derived;
  const tail = hopTail(derived);
  return {
    ...hop,
    attempt: place.attempt,
    maxAttempts: place.max_attempts,
    chainId: place.chain_id,
    parentHopId: place.parent_hop_id,
    link: linkOf(place),
    via: place.via,
    costUsd: costUsd({ ...hop, architecture: state.architecture ?? 'x86_64' }, prices),
    tail: { text: tail.lines.map((line) => line.message).join('\n'), truncated: tail.truncated },
  };
}

function linkOf(place: HopPlace): Link | null {
  if (place.strength === null || place.evidence === null) return null;
  return {
    effectHopId: place.hop_id,
    causeHopId: place.cause_hop_id === '' ? null : place.cause_hop_id,
    strength: place.strength,
    via: place.link_via ?? place.via,
    evidence: JSON.parse(place.evidence) as LinkEvidence[],
    candidateCount: place.candidate_count ?? 0,
  };
}

/** The lines of a request's tail that one of its runs printed: its stream's, up to where the next run there begins. */
export function hopTail({ hop, siblings, state }: DerivedHop): { lines: TailLine[]; truncated: boolean } {
  const tails = state.tails.map(tailOf);
  if (siblings.length === 1) {
    const truncated = tails.some((tail) => tail.truncated);
    return {
      lines: tails.flatMap((tail) => tail.lines).sort((a, b) => a.timestamp - b.timestamp),
      truncated,
    };
  }
  const own = tails.find((tail) => tail.lines[0]?.logStreamName === hop.logStreamName);
  if (own === undefined) return { lines: [], truncated: false };
  const inStream = siblings.filter((other) => other.logStreamName === hop.logStreamName);
  const index = inStream.findIndex((other) => other.hopId === hop.hopId);
  const from = index === 0 ? -Infinity : (hop.startedAt?.getTime() ?? -Infinity);
  const to = inStream[index + 1]?.startedAt?.getTime() ?? Infinity;
  const lines = own.lines.filter((line) => line.timestamp >= from && line.timestamp < to);
  return { lines, truncated: own.truncated && (lines.length === 0 || lines[0] === own.lines[0]) };
}
