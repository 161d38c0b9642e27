import type { StateMachineGraph } from '@/lib/contract/state-machine';
import { placeColumns, type Slot } from './columns.model';
import { type Line, linesOf, rankNodes } from './ranks.model';

/** A node with the room it takes. */
export interface Sized {
  id: string;
  width: number;
  height: number;
}
export interface BlockLine extends Line {
  path: string;
  labelAt: { x: number; y: number; anchor: 'middle' | 'start' } | null;
}
export interface BlockLayout {
  width: number;
  height: number;
  /** Top left corners. */
  places: ReadonlyMap<string, { x: number; y: number }>;
  lines: BlockLine[];
}

const RANK_GAP = 28;
const LABEL_HEIGHT = 16;
const LABEL_CHARACTERS = 24;
/** Of words on a line, px. */
export const CHARACTER_WIDTH = 6.4;
const LANE_GAP = 18;
/** A longer line runs beside the ranks, not through them. */
const MOST_RANKS = 24;
const TURN = 10;

/** What is written on a line, short enough for its place; all of it stands in the words below the graph. */
export function shortLabel(label: string): string {
  return label.length > LABEL_CHARACTERS ? `${label.slice(0, LABEL_CHARACTERS - 1)}…` : label;
}

/** Places the nodes of one block from top to bottom with their lines, from the origin. */
export function layoutBlock(nodes: readonly Sized[], edges: StateMachineGraph['edges']): BlockLayout {
  const sizeOf = new Map(nodes.map((node) => [node.id, node]));
  const lines = linesOf(edges.filter((edge) => sizeOf.has(edge.from) && sizeOf.has(edge.to)));
  const { rankOf, back } = rankNodes([...sizeOf.keys()], lines);
  const span = (line: Line) => (rankOf.get(line.to) ?? 0) - (rankOf.get(line.from) ?? 0);
  const beside = lines.filter((line) => back.has(line) || span(line) > MOST_RANKS);
  const passing = new Set(beside);
  const through = lines.filter((line) => !passing.has(line));
  const ranks: Slot[][] = Array.from({ length: Math.max(-1, ...rankOf.values()) + 1 }, () => []);
  for (const { id, width } of nodes) {
    ranks[rankOf.get(id) ?? 0]?.push({ id, width, x: 0, line: null, labelled: false });
  }
  const joins: [string, string][] = [];
  const waysOf = new Map(through.map((line) => [line, addWay(line, rankOf, ranks, joins)]));
  const inner = placeColumns(ranks, joins);
  const { tops, bottoms, height } = heightsOf(ranks, sizeOf);
  const places = new Map<string, { x: number; y: number }>();
  for (const [rank, slots] of ranks.entries()) {
    for (const { id, x, width, line } of slots) {
      if (line === null) places.set(id, { x: x - width / 2, y: tops[rank] ?? 0 });
    }
  }
  const ends = (line: Line) => {
    const [from, to] = [sizeOf.get(line.from), sizeOf.get(line.to)];
    const [start, end] = [places.get(line.from), places.get(line.to)];
    return {
      startX: (start?.x ?? 0) + (from?.width ?? 0) / 2,
      startY: (start?.y ?? 0) + (from?.height ?? 0),
      endX: (end?.x ?? 0) + (to?.width ?? 0) / 2,
      endY: end?.y ?? 0,
    };
  };
  const drawn = through.map((line): BlockLine => {
    const way = waysOf.get(line) ?? [];
    const first = (rankOf.get(line.from) ?? 0) + 1;
    const points = way.map((slot, index) => ({
      x: slot.x,
      top: tops[first + index] ?? 0,
      bottom: bottoms[first + index] ?? 0,
    }));
    const labelled = way.findIndex((slot) => slot.labelled);
    const at = points[labelled];
    return {
      ...line,
      path: pathThrough({ ...ends(line), rankBottom: bottoms[first - 1] ?? 0 }, points),
      labelAt: at === undefined ? null : { x: at.x, y: (at.top + at.bottom) / 2 + 4, anchor: 'middle' },
    };
  });
  let laneX = inner;
  const lanes = beside
    .toSorted((a, b) => Math.abs(span(a)) - Math.abs(span(b)))
    .map((line, index): BlockLine => {
      laneX += LANE_GAP;
      const here = laneX;
      if (line.label !== null) laneX += 6 + shortLabel(line.label).length * CHARACTER_WIDTH;
      const { startX, startY, endX, endY } = ends(line);
      const bottom = (bottoms[rankOf.get(line.from) ?? 0] ?? startY) + TURN - (index % 3) * 3;
      const top = endY - TURN - 3 + (index % 3) * 3;
      return {
        ...line,
        path: `M${startX} ${startY}V${bottom}H${here}V${top}H${endX}V${endY}`,
        labelAt: line.label === null ? null : { x: here + 6, y: (bottom + top) / 2 + 4, anchor: 'start' },
      };
    });
  const loops = lanes.length === 0 ? 0 : TURN + 6;
  return {
    width: laneX + (lanes.length === 0 ? 0 : 6),
    height: height + loops,
    places,
    lines: [...drawn, ...lanes],
  };
}

/** Reserves room in the ranks that a line passes; a line with words on it passes at least one. */
function addWay(
  line: Line,
  rankOf: ReadonlyMap<string, number>,
  ranks: readonly Slot[][],
  joins: [string, string][],
): Slot[] {
  const from = rankOf.get(line.from) ?? 0;
  const to = rankOf.get(line.to) ?? 0;
  const way: Slot[] = [];
  let last = line.from;
  for (let rank = from + 1; rank < to; rank += 1) {
    const labelled = line.label !== null && rank === to - 1;
    const width = labelled ? shortLabel(line.label ?? '').length * CHARACTER_WIDTH : 2;
    const slot = { id: JSON.stringify([line.from, line.to, rank]), width, x: 0, line, labelled };
    ranks[rank]?.push(slot);
    way.push(slot);
    joins.push([last, slot.id]);
    last = slot.id;
  }
  joins.push([last, line.to]);
  return way;
}

function heightsOf(ranks: readonly Slot[][], sizeOf: ReadonlyMap<string, Sized>) {
  const tops: number[] = [];
  const bottoms: number[] = [];
  let y = 0;
  for (const rank of ranks) {
    const heights = rank.map(({ id, line, labelled }) =>
      line === null ? (sizeOf.get(id)?.height ?? 0) : labelled ? LABEL_HEIGHT : 0,
    );
    tops.push(y);
    y += Math.max(0, ...heights);
    bottoms.push(y);
    y += RANK_GAP;
  }
  return { tops, bottoms, height: Math.max(0, y - RANK_GAP) };
}

function pathThrough(
  ends: { startX: number; startY: number; endX: number; endY: number; rankBottom: number },
  points: readonly { x: number; top: number; bottom: number }[],
): string {
  let path = `M${ends.startX} ${ends.startY}V${ends.rankBottom}`;
  let [x, y] = [ends.startX, ends.rankBottom];
  for (const point of [...points, { x: ends.endX, top: ends.endY, bottom: ends.endY }]) {
    const middle = (y + point.top) / 2;
    path += x === point.x ? `V${point.top}` : `C${x} ${middle} ${point.x} ${middle} ${point.x} ${point.top}`;
    if (point.bottom > point.top) path += `V${point.bottom}`;
    [x, y] = [point.x, point.bottom];
  }
  return path;
}
