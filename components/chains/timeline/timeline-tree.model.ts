import { MECHANISMS } from '@/lib/domain/hop';
import { isBadRank, rankOf, type TimelineColumns } from './timeline-columns.model';

/** The chain as a forest; arrays are indexed by hop except `order`. */
export interface TimelineTree {
  /** hops in display order, everything expanded */
  order: Int32Array;
  /** columns to the right: only branches indent, a line of followers stays in one column */
  depth: Int32Array;
  childCount: Int32Array;
  firstChild: Int32Array;
  nextSibling: Int32Array;
  /** hops below and including this one */
  subtreeSize: Int32Array;
  /** failed, timed-out, throttled or lost hops below, without itself */
  badBelow: Int32Array;
  /** 1 where collapsing makes sense: a fan-out, or the head of a column with followers */
  expandable: Uint8Array;
  maxDepth: number;
}

const VIA_MANUAL = MECHANISMS.indexOf('manual');

/**
 * Lays a chain out in O(hops) without recursion, so that a line of 50,000 hops is no deeper than one of five.
 * A hop's only follower, or the only one not started by hand, stays in its column; every other one is a branch.
 * Parents that form a circle are broken at their earliest hop.
 */
export function layoutTree(columns: TimelineColumns): TimelineTree {
  const { count, parent, via } = columns;
  const firstChild = new Int32Array(count).fill(-1);
  const nextSibling = new Int32Array(count).fill(-1);
  const childCount = new Int32Array(count);
  const automaticChildCount = new Int32Array(count);
  for (let i = count - 1; i >= 0; i--) {
    const p = parent[i] ?? -1;
    if (p < 0) continue;
    nextSibling[i] = firstChild[p] ?? -1;
    firstChild[p] = i;
    childCount[p] = (childCount[p] ?? 0) + 1;
    if (via[i] !== VIA_MANUAL) automaticChildCount[p] = (automaticChildCount[p] ?? 0) + 1;
  }

  const order = new Int32Array(count);
  const depth = new Int32Array(count);
  const laneHead = new Uint8Array(count);
  const visited = new Uint8Array(count);
  const stack: number[] = [];
  let placed = 0;
  let maxDepth = 0;
  const walk = (root: number) => {
    depth[root] = 0;
    laneHead[root] = 1;
    stack.push(root);
    while (stack.length > 0) {
      const hop = stack.pop() ?? -1;
      if (visited[hop] === 1) continue;
      visited[hop] = 1;
      order[placed++] = hop;
      const own = depth[hop] ?? 0;
      if (own > maxDepth) maxDepth = own;
      const inLine =
        childCount[hop] === 1 ? 'any' : automaticChildCount[hop] === 1 ? 'automatic' : ('none' as const);
      const base = stack.length;
      for (let child = firstChild[hop] ?? -1; child >= 0; child = nextSibling[child] ?? -1) {
        if (visited[child] === 1) continue;
        const follows = inLine === 'any' || (inLine === 'automatic' && via[child] !== VIA_MANUAL);
        depth[child] = follows ? own : own + 1;
        laneHead[child] = follows ? 0 : 1;
        stack.push(child);
      }
      reverseFrom(stack, base);
    }
  };
  for (let i = 0; i < count; i++) if ((parent[i] ?? -1) < 0) walk(i);
  for (let i = 0; placed < count && i < count; i++) if (visited[i] === 0) walk(i);

  const subtreeSize = new Int32Array(count).fill(1);
  const badBelow = new Int32Array(count);
  const expandable = new Uint8Array(count);
  const rowOf = new Int32Array(count);
  for (let row = 0; row < count; row++) rowOf[order[row] ?? 0] = row;
  for (let row = count - 1; row >= 0; row--) {
    const hop = order[row] ?? 0;
    const below = badBelow[hop] ?? 0;
    if ((childCount[hop] ?? 0) > 1 || (laneHead[hop] === 1 && (subtreeSize[hop] ?? 1) > 1))
      expandable[hop] = 1;
    const p = parent[hop] ?? -1;
    if (p < 0 || (rowOf[p] ?? 0) >= row) continue;
    subtreeSize[p] = (subtreeSize[p] ?? 1) + (subtreeSize[hop] ?? 1);
    badBelow[p] = (badBelow[p] ?? 0) + below + (isBadRank(rankOf(columns, hop)) ? 1 : 0);
  }
  return { order, depth, childCount, firstChild, nextSibling, subtreeSize, badBelow, expandable, maxDepth };
}

function reverseFrom(stack: number[], base: number): void {
  for (let a = base, b = stack.length - 1; a < b; a++, b--) {
    const held = stack[a] ?? -1;
    stack[a] = stack[b] ?? -1;
    stack[b] = held;
  }
}
