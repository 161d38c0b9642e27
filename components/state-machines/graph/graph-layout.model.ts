import type { StateMachineGraph } from '@/lib/contract/state-machine';
import { type BlockLine, layoutBlock, type Sized } from './block-layout.model';

type GraphNode = StateMachineGraph['nodes'][number];

export interface PlacedState extends GraphNode {
  x: number;
  y: number;
  width: number;
  height: number;
  /** A Parallel or Map with room for the states in it. */
  holds: boolean;
}
interface PlacedLine extends BlockLine {
  key: string;
  /** Where the path and its words begin. */
  x: number;
  y: number;
}
export interface GraphLayout {
  width: number;
  height: number;
  /** Outer ones before those in them. */
  states: PlacedState[];
  lines: PlacedLine[];
}

const STATE_WIDTH = 176;
const STATE_HEIGHT = 44;
const END_SIZE = { width: 52, height: 24 };
const DOT_SIZE = { width: 10, height: 10 };
/** Head of a box that holds states. */
const BOX_HEAD = 44;
const BOX_PAD = 16;
const MARGIN = 12;
const MOST_DRAWN = 1500;

/** Where every state and line of a definition goes, from top to bottom, nested ones in their boxes; null: too many. */
export function layoutGraph(graph: StateMachineGraph): GraphLayout | null {
  if (graph.nodes.length > MOST_DRAWN) return null;
  const childrenOf = new Map<string | null, GraphNode[]>();
  for (const node of graph.nodes) {
    childrenOf.set(node.parentId, [...(childrenOf.get(node.parentId) ?? []), node]);
  }
  const blocks = new Map<string | null, ReturnType<typeof layoutBlock>>();
  const sizes = new Map<string, Sized>();
  const size = (parentId: string | null) => {
    const children = childrenOf.get(parentId) ?? [];
    for (const child of children) {
      if (childrenOf.has(child.id)) size(child.id);
      sizes.set(child.id, { id: child.id, ...sizeOf(child, blocks.get(child.id)) });
    }
    const sized = children.flatMap(({ id }) => sizes.get(id) ?? []);
    blocks.set(parentId, layoutBlock(sized, graph.edges));
  };
  size(null);
  const root = blocks.get(null);
  const layout: GraphLayout = {
    width: (root?.width ?? 0) + 2 * MARGIN,
    height: (root?.height ?? 0) + 2 * MARGIN,
    states: [],
    lines: [],
  };
  const place = (parentId: string | null, originX: number, originY: number) => {
    const block = blocks.get(parentId);
    for (const line of block?.lines ?? []) {
      layout.lines.push({ ...line, key: JSON.stringify([line.from, line.to]), x: originX, y: originY });
    }
    for (const node of childrenOf.get(parentId) ?? []) {
      const at = block?.places.get(node.id);
      const sized = sizes.get(node.id);
      if (at === undefined || sized === undefined) continue;
      const [x, y] = [originX + at.x, originY + at.y];
      const holds = childrenOf.has(node.id);
      layout.states.push({ ...node, x, y, width: sized.width, height: sized.height, holds });
      const inner = blocks.get(node.id);
      if (inner !== undefined) place(node.id, x + (sized.width - inner.width) / 2, y + BOX_HEAD);
    }
  };
  place(null, MARGIN, MARGIN);
  return layout;
}

function sizeOf(node: GraphNode, inner: { width: number; height: number } | undefined) {
  if (node.type === 'start' && node.parentId !== null) return DOT_SIZE;
  if (node.type === 'start' || node.type === 'end') return END_SIZE;
  if (inner === undefined) return { width: STATE_WIDTH, height: STATE_HEIGHT };
  return {
    width: Math.max(STATE_WIDTH, inner.width + 2 * BOX_PAD),
    height: BOX_HEAD + inner.height + BOX_PAD,
  };
}

/** Whether it is a state of the definition, not the mark of a start or an end. */
export function isState({ type }: Pick<GraphNode, 'type'>): boolean {
  return type !== 'start' && type !== 'end';
}

const STEPS = {
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
} as const;

/** The state that an arrow key leads to from `id`: the nearest in that direction; Home and End; null: none. */
export function stateByKey(states: readonly PlacedState[], id: string, key: string): string | null {
  const all = states.filter(isState);
  if (key === 'Home') return all[0]?.id ?? null;
  if (key === 'End') return all.at(-1)?.id ?? null;
  const here = all.find((state) => state.id === id);
  if (here === undefined || !(key in STEPS)) return null;
  const [dx, dy] = STEPS[key as keyof typeof STEPS];
  const middle = (state: PlacedState) => ({ x: state.x + state.width / 2, y: state.y + STATE_HEIGHT / 2 });
  const from = middle(here);
  let best: { id: string; far: number } | null = null;
  for (const state of all) {
    const to = middle(state);
    const ahead = (to.x - from.x) * dx + (to.y - from.y) * dy;
    if (ahead < 1) continue;
    const aside = Math.abs((to.x - from.x) * dy) + Math.abs((to.y - from.y) * dx);
    const far = ahead + aside * 2;
    if (best === null || far < best.far) best = { id: state.id, far };
  }
  return best?.id ?? null;
}
