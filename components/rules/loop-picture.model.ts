import type { LoopCheck } from '@/lib/contract/rule';

type LoopNode = LoopCheck['nodes'][number];
type LoopEdge = LoopCheck['edges'][number];
type Loop = LoopCheck['loops'][number];
/** `open`: in a loop that nothing ends; `bounded`: in loops that end. */
export type LoopTone = 'plain' | 'bounded' | 'open';

export interface PlacedNode extends LoopNode {
  x: number;
  y: number;
  tone: LoopTone;
}

export interface PlacedEdge extends LoopEdge {
  key: string;
  path: string;
  tone: LoopTone;
  /** What is written on the edge that closes a loop. */
  label: { text: string; x: number; y: number } | null;
}

interface LoopLayout {
  width: number;
  height: number;
  nodes: PlacedNode[];
  edges: PlacedEdge[];
}

export const NODE_WIDTH = 176;
export const NODE_HEIGHT = 40;
const COLUMN_GAP = 72;
const ROW_GAP = 20;
const LANE_HEIGHT = 30;
const MARGIN = 12;

/** Where every node and edge goes: from the rule in question to the right, what leads back below. */
export function layoutLoop(check: LoopCheck): LoopLayout {
  const columns = columnsOf(check);
  const rows = new Map<number, number>();
  const place = new Map<string, PlacedNode>();
  for (const node of check.nodes) {
    const column = columns.get(node.id) ?? 0;
    const row = rows.get(column) ?? 0;
    rows.set(column, row + 1);
    place.set(node.id, {
      ...node,
      x: MARGIN + column * (NODE_WIDTH + COLUMN_GAP),
      y: MARGIN + row * (NODE_HEIGHT + ROW_GAP),
      tone: toneOfNode(node.id, check.loops),
    });
  }
  const floor = MARGIN + Math.max(1, ...rows.values()) * (NODE_HEIGHT + ROW_GAP) - ROW_GAP;
  let lanes = 0;
  const edges = check.edges.flatMap((edge, index) => {
    const from = place.get(edge.from);
    const to = place.get(edge.to);
    if (from === undefined || to === undefined) return [];
    const tone = toneOfEdge(edge, check.loops);
    const key = `${index} ${edge.from} ${edge.to}`;
    if (to.x > from.x) return [{ ...edge, key, tone, path: forward(from, to), label: null }];
    lanes += 1;
    const laneY = floor + lanes * LANE_HEIGHT;
    const text = labelOf(edge, check.loops);
    const label = text === null ? null : { text, x: (from.x + to.x + NODE_WIDTH) / 2, y: laneY - 6 };
    return [{ ...edge, key, tone, path: back(from, to, laneY), label }];
  });
  return {
    width: 2 * MARGIN + (Math.max(0, ...columns.values()) + 1) * (NODE_WIDTH + COLUMN_GAP) - COLUMN_GAP,
    height: floor + lanes * LANE_HEIGHT + MARGIN,
    nodes: [...place.values()],
    edges,
  };
}

/** Whether the rule feeds itself without anything that ends it. */
export function hasOpenLoop(check: LoopCheck): boolean {
  return check.loops.some((loop) => loop.bounds.length === 0);
}

/** Each loop in one sentence. */
export function loopSentences({ nodes, loops }: LoopCheck): { text: string; open: boolean }[] {
  const nameOf = new Map(nodes.map((node) => [node.id, `${node.kind} ${node.label}`]));
  return loops.map(({ path, bounds }) => {
    const round = path.at(-1) === path[0] && path.length > 1 ? path.slice(0, -1) : path;
    const steps = [...round, ...round.slice(0, 1)].map((id) => nameOf.get(id) ?? id).join(' → ');
    const end =
      bounds.length === 0
        ? 'Nothing in the pattern ends it.'
        : `It goes on only while ${bounds.join(' and ')}.`;
    return { text: `${steps}. ${end}`, open: bounds.length === 0 };
  });
}

/** Columns by the number of steps from the rule in question; what only leads to it stands left of it. */
function columnsOf({ nodes, edges }: LoopCheck): Map<string, number> {
  const start = nodes.find((node) => node.own && node.kind === 'rule') ?? nodes[0];
  const columns = new Map<string, number>();
  if (start === undefined) return columns;
  const walk = (step: 1 | -1) => {
    const queue = [...columns.keys()];
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      for (const edge of edges) {
        const [here, next] = step === 1 ? [edge.from, edge.to] : [edge.to, edge.from];
        if (here !== id || columns.has(next)) continue;
        columns.set(next, (columns.get(id) ?? 0) + step);
        queue.push(next);
      }
    }
  };
  columns.set(start.id, 0);
  walk(1);
  walk(-1);
  for (const node of nodes) if (!columns.has(node.id)) columns.set(node.id, 0);
  const least = Math.min(...columns.values());
  return new Map([...columns].map(([id, column]) => [id, column - least]));
}

function pairsOf(loop: Loop): [string, string][] {
  const closed = loop.path.at(-1) === loop.path[0] && loop.path.length > 1;
  const round = closed ? loop.path.slice(0, -1) : loop.path;
  return round.map((id, index) => [id, round[(index + 1) % round.length] ?? id]);
}

function loopsThrough(edge: LoopEdge, loops: readonly Loop[]): Loop[] {
  if (!edge.inLoop) return [];
  return loops.filter((loop) => pairsOf(loop).some(([from, to]) => from === edge.from && to === edge.to));
}

function toneOf(loops: readonly Loop[]): LoopTone {
  if (loops.length === 0) return 'plain';
  return loops.some((loop) => loop.bounds.length === 0) ? 'open' : 'bounded';
}

function toneOfEdge(edge: LoopEdge, loops: readonly Loop[]): LoopTone {
  return toneOf(loopsThrough(edge, loops));
}

function toneOfNode(id: string, loops: readonly Loop[]): LoopTone {
  return toneOf(loops.filter((loop) => loop.path.includes(id)));
}

function labelOf(edge: LoopEdge, loops: readonly Loop[]): string | null {
  const through = loopsThrough(edge, loops);
  if (through.length === 0) return null;
  if (toneOf(through) === 'open') return 'loop without an end';
  return `loop while ${[...new Set(through.flatMap((loop) => loop.bounds))].join(', ')}`;
}

function forward(from: PlacedNode, to: PlacedNode): string {
  const startX = from.x + NODE_WIDTH;
  const startY = from.y + NODE_HEIGHT / 2;
  const endY = to.y + NODE_HEIGHT / 2;
  const middle = (startX + to.x) / 2;
  return `M${startX} ${startY}C${middle} ${startY} ${middle} ${endY} ${to.x} ${endY}`;
}

function back(from: PlacedNode, to: PlacedNode, laneY: number): string {
  const shift = from.id === to.id ? 20 : 0;
  const startX = from.x + NODE_WIDTH / 2 + shift;
  const endX = to.x + NODE_WIDTH / 2 - shift;
  return `M${startX} ${from.y + NODE_HEIGHT}V${laneY}H${endX}V${to.y + NODE_HEIGHT}`;
}
