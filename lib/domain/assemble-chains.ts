import { parentEventsOf } from './event-runs.ts';
import { isBefore } from './exact-cause.ts';
import type { Hop } from './hop.ts';
import { deriveHops } from './hops.ts';
import type { Link } from './link.ts';
import { causesOf, type Detachment, detachmentOf, joinsByTrace, linkHop, referencesOf } from './links.ts';
import type { RequestRecord } from './request.ts';
import { isNamedLink } from './task-cause.ts';
import { traceKeyOf } from './trace-header.ts';

export interface AssembleOptions {
  /** A chain that the trace alone holds together grows no larger: a constant Root must not swallow the account. */
  traceChainMaxHops: number;
  chainMaxHops: number;
}

export interface AssembledChain {
  /** In order of start. */
  hops: Hop[];
  links: Link[];
  /** Distinct X-Ray Roots, the earliest hop's first. */
  traceIds: string[];
  /** Chains of the causes of runs that have several, as hop IDs of those causes. */
  pointsTo: string[];
}

export interface HeldLink {
  link: Link;
  reason: 'too-many-chains' | 'chain-too-large';
}

/** A link between more chains than this is held back. */
const MAX_JOINED_CHAINS = 3;

/**
 * Builds all chains of the given requests at once: hops, their links, and the connected components of the links that
 * are accepted. What the store does step by step must come to the same; links that would join too much are held.
 */
export function assembleChains(
  requests: readonly RequestRecord[],
  options: AssembleOptions,
): { chains: AssembledChain[]; held: HeldLink[] } {
  const hops = requests
    .flatMap((request) => deriveHops(request, []))
    .sort((a, b) => (isBefore(a, b) ? -1 : 1));
  const index = new HopIndex(hops);
  const components = new Components(hops);
  const held: HeldLink[] = [];
  const accepted: Link[] = [];

  const accept = (link: Link, joined: string[], maxHops: number) => {
    const roots = new Set(joined.map((hopId) => components.find(hopId)));
    const size = [...roots].reduce((sum, root) => sum + components.sizeOf(root), 0);
    if (roots.size > MAX_JOINED_CHAINS) held.push({ link, reason: 'too-many-chains' });
    else if (roots.size > 1 && size > maxHops) held.push({ link, reason: 'chain-too-large' });
    else {
      components.join([...roots]);
      accepted.push(link);
    }
  };

  const traced: Hop[] = [];
  for (const hop of hops) {
    const neighbours = index.exactNeighboursOf(hop);
    const link = linkHop(hop, neighbours);
    if (isNamedLink(link)) accept(link, [hop.hopId, ...causesNamed(link)], options.chainMaxHops);
    else if (!hop.separated && causesOf(hop, neighbours).length === 0) traced.push(hop);
  }
  const ownTraces = new Set<string | null>();
  for (const hop of hops) {
    const detachment = detachmentOf(hop, index.exactNeighboursOf(hop));
    if (detachment === null) continue;
    components.detach(hop.hopId, detachment);
    ownTraces.add(detachment.traceKey);
  }
  // what the trace of a separated run joins is as separate, whenever it began
  const isOwn = (hop: Hop) => ownTraces.has(keyOf(hop));
  for (const hop of [...traced.filter(isOwn), ...traced.filter((hop) => !isOwn(hop))]) {
    const traceKey = keyOf(hop);
    if (traceKey === null || !joinsByTrace(components.detachmentsOf(hop.hopId), traceKey)) continue;
    const sameTrace = index
      .ofTrace(traceKey)
      .filter((other) => joinsByTrace(components.detachmentsOf(other.hopId), traceKey));
    const link = linkHop(hop, sameTrace, (eventId) => index.isClaimed(eventId));
    if (link === null) continue;
    accept(
      link,
      [hop.hopId, ...causesNamed(link)],
      Math.min(options.traceChainMaxHops, options.chainMaxHops),
    );
  }
  return { chains: chainsOf(hops, accepted, components, index), held };
}

function causesNamed(link: Link): string[] {
  return link.causeHopId === null ? (link.candidateHopIds ?? []) : [link.causeHopId];
}

function chainsOf(
  hops: readonly Hop[],
  links: readonly Link[],
  components: Components,
  index: HopIndex,
): AssembledChain[] {
  const chains = new Map<string, AssembledChain>();
  for (const hop of hops) {
    const root = components.find(hop.hopId);
    const chain = chains.get(root) ?? { hops: [], links: [], traceIds: [], pointsTo: [] };
    chains.set(root, chain);
    chain.hops.push(hop);
    if (hop.traceId !== null && !chain.traceIds.includes(hop.traceId)) chain.traceIds.push(hop.traceId);
    chain.pointsTo.push(...causesOf(hop, index.exactNeighboursOf(hop)).map((cause) => cause.hopId));
  }
  for (const link of links) chains.get(components.find(link.effectHopId))?.links.push(link);
  return [...chains.values()];
}

function keyOf(hop: Hop): string | null {
  return hop.traceId === null ? null : traceKeyOf(hop.traceId);
}

/** Finds hops by what names them. */
class HopIndex {
  readonly #byId = new Map<string, Hop>();
  readonly #byValue = new Map<string, Set<Hop>>();
  readonly #byTrace = new Map<string, Hop[]>();

  constructor(hops: readonly Hop[]) {
    for (const hop of hops) {
      this.#byId.set(hop.hopId, hop);
      for (const value of valuesOf(hop)) {
        const named = this.#byValue.get(value) ?? new Set();
        this.#byValue.set(value, named.add(hop));
      }
      const traceKey = keyOf(hop);
      if (traceKey !== null) this.#byTrace.set(traceKey, [...this.ofTrace(traceKey), hop]);
    }
  }

  /** All that may be an exact cause of the hop, itself and its trace left out. */
  exactNeighboursOf(hop: Hop): Hop[] {
    const found = new Set(valuesOf(hop).flatMap((value) => [...(this.#byValue.get(value) ?? [])]));
    const rerunOf = hop.rerunOfHopId === null ? undefined : this.#byId.get(hop.rerunOfHopId);
    if (rerunOf !== undefined) found.add(rerunOf);
    found.delete(hop);
    return [...found].map((other) => (other === rerunOf || other.traceId === null ? other : untraced(other)));
  }

  isClaimed(eventId: string): boolean {
    return [...(this.#byValue.get(eventId) ?? [])].some((hop) => parentEventsOf(hop).includes(eventId));
  }

  ofTrace(traceKey: string): Hop[] {
    return this.#byTrace.get(traceKey) ?? [];
  }
}

/** So that only exact evidence counts while exact links are made. */
function untraced(hop: Hop): Hop {
  return { ...hop, traceId: null };
}

function valuesOf(hop: Hop): string[] {
  return [hop.requestId, ...referencesOf(hop).map((reference) => reference.value)];
}

/** Disjoint sets of hop IDs. */
class Components {
  readonly #parent = new Map<string, string>();
  readonly #size = new Map<string, number>();
  readonly #detachments = new Map<string, Detachment[]>();

  constructor(hops: readonly Hop[]) {
    for (const { hopId } of hops) {
      this.#parent.set(hopId, hopId);
      this.#size.set(hopId, 1);
    }
  }

  find(hopId: string): string {
    let root = hopId;
    for (
      let above = this.#parent.get(root);
      above !== undefined && above !== root;
      above = this.#parent.get(root)
    ) {
      root = above;
    }
    this.#parent.set(hopId, root);
    return root;
  }

  sizeOf(root: string): number {
    return this.#size.get(root) ?? 0;
  }

  detach(hopId: string, detachment: Detachment): void {
    const root = this.find(hopId);
    this.#detachments.set(root, [...this.detachmentsOf(root), detachment]);
  }

  detachmentsOf(hopId: string): Detachment[] {
    return this.#detachments.get(this.find(hopId)) ?? [];
  }

  join(roots: readonly string[]): void {
    const [largest, ...others] = roots.toSorted((a, b) => this.sizeOf(b) - this.sizeOf(a));
    if (largest === undefined) return;
    for (const root of others) {
      this.#parent.set(root, largest);
      this.#size.set(largest, this.sizeOf(largest) + this.sizeOf(root));
      const moved = this.#detachments.get(root);
      if (moved !== undefined) this.#detachments.set(largest, [...this.detachmentsOf(largest), ...moved]);
    }
  }
}
