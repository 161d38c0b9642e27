import { type Detachment, joinsByTrace } from '../../domain/links.ts';
import type { StoreLimits } from '../store-context.ts';
import { UnionFind } from './union-find.ts';

/** DESIGN 4.3: a link that would join more chains is held back. */
const MAX_CHAINS_OF_LINK = 3;

interface Component {
  hopCount: number;
  /** Existing chains and when they began, ms since the epoch. */
  chains: { chainId: string; beganMs: number }[];
  detachments: Detachment[];
}

/** Why a join is held back; null when it was made. */
export type HeldReason = 'too-many-chains' | 'chain-too-large' | 'trace-chain-too-large';

/** Joins nodes, which are existing chains and hops that have none, to components that become one chain each. */
export class ChainJoins {
  readonly #find = new UnionFind();
  readonly #components = new Map<string, Component>();
  readonly #limits: StoreLimits;

  constructor(limits: StoreLimits) {
    this.#limits = limits;
  }

  addChain(
    chainId: string,
    { hopCount, beganMs }: { hopCount: number; beganMs: number },
    detachments: readonly Detachment[],
  ): void {
    if (this.#components.has(chainId)) return;
    const chains = [{ chainId, beganMs }];
    this.#components.set(chainId, { hopCount, chains, detachments: [...detachments] });
  }

  addHop(node: string): void {
    if (!this.#components.has(node)) this.#components.set(node, { hopCount: 1, chains: [], detachments: [] });
  }

  detach(node: string, detachment: Detachment): void {
    this.#componentOf(node).detachments.push(detachment);
  }

  /** Whether a trace may join the chain of `node` to others. */
  mayBeJoinedBy(node: string, traceKey: string): boolean {
    return joinsByTrace(this.#componentOf(node).detachments, traceKey);
  }

  join(node: string, others: readonly string[], strength: 'exact' | 'trace' | 'guess'): HeldReason | null {
    const roots = [...new Set([node, ...others].map((each) => this.#find.root(each)))];
    if (roots.length === 1) return null;
    const parts = roots.map((root) => this.#componentOf(root));
    const hopCount = parts.reduce((sum, part) => sum + part.hopCount, 0);
    if (hopCount > this.#limits.chainMaxHops) return 'chain-too-large';
    if (strength !== 'exact' && hopCount > this.#limits.traceChainMaxHops) return 'trace-chain-too-large';
    if (parts.length > MAX_CHAINS_OF_LINK) return 'too-many-chains';
    const joined: Component = {
      hopCount,
      chains: parts.flatMap((part) => part.chains),
      detachments: parts.flatMap((part) => part.detachments),
    };
    for (const root of roots) this.#components.delete(root);
    const root = roots.reduce((a, b) => this.#find.join(a, b));
    this.#components.set(root, joined);
    return null;
  }

  /** The chains that become one with `node`; first the one that began first, whose ID stays. */
  chainsOf(node: string): readonly { chainId: string }[] {
    return this.#componentOf(node).chains.sort(
      (a, b) => a.beganMs - b.beganMs || (a.chainId < b.chainId ? -1 : 1),
    );
  }

  rootOf(node: string): string {
    return this.#find.root(node);
  }

  #componentOf(node: string): Component {
    const component = this.#components.get(this.#find.root(node));
    if (component === undefined) throw new Error(`No chain or hop ${node} was added`);
    return component;
  }
}
