import type { Line } from './ranks.model';

/** What takes room in a rank: a node, or a line on its way through with what is written on it. */
export interface Slot {
  id: string;
  width: number;
  /** Of its middle. */
  x: number;
  /** The line that passes; null of a node. */
  line: Line | null;
  /** Whether the line's words stand here. */
  labelled: boolean;
}

const SWEEPS = 6;
const GAP = 20;

/** Orders the slots of each rank so that few lines cross, and places them near what they are joined to, x from 0. */
export function placeColumns(ranks: Slot[][], joins: readonly (readonly [string, string])[]): number {
  const above = new Map<string, string[]>();
  const below = new Map<string, string[]>();
  for (const [from, to] of joins) {
    below.set(from, [...(below.get(from) ?? []), to]);
    above.set(to, [...(above.get(to) ?? []), from]);
  }
  const placeOf = new Map<string, number>();
  const note = (rank: readonly Slot[]) => {
    for (const [index, slot] of rank.entries()) placeOf.set(slot.id, index - (rank.length - 1) / 2);
  };
  for (const rank of ranks) note(rank);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const down = sweep % 2 === 0;
    for (const rank of down ? ranks : [...ranks].reverse()) {
      sortBy(rank, (slot) => mean((down ? above : below).get(slot.id), placeOf));
      note(rank);
    }
  }
  return spread(ranks, above, below);
}

function spread(
  ranks: Slot[][],
  above: ReadonlyMap<string, readonly string[]>,
  below: ReadonlyMap<string, readonly string[]>,
): number {
  const xOf = new Map<string, number>();
  const settle = (rank: Slot[], wanted: readonly number[]) => {
    const places = separate(rank, wanted);
    for (const [index, slot] of rank.entries()) {
      slot.x = places[index] ?? 0;
      xOf.set(slot.id, slot.x);
    }
  };
  for (const rank of ranks) {
    settle(
      rank,
      rank.map(() => 0),
    );
  }
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const down = sweep % 2 === 0;
    for (const rank of down ? ranks : [...ranks].reverse()) {
      settle(
        rank,
        rank.map((slot) => mean((down ? above : below).get(slot.id), xOf) ?? slot.x),
      );
    }
  }
  const left = Math.min(0, ...ranks.map((rank) => edgeOf(rank[0], -1)));
  const right = Math.max(0, ...ranks.map((rank) => edgeOf(rank.at(-1), 1)));
  for (const rank of ranks) for (const slot of rank) slot.x -= left;
  return right - left;
}

function edgeOf(slot: Slot | undefined, side: 1 | -1): number {
  return slot === undefined ? 0 : slot.x + (side * slot.width) / 2;
}

/** As near to what is wanted as the order and the widths allow: half way between pushed right and pushed left. */
function separate(rank: readonly Slot[], wanted: readonly number[]): number[] {
  const apart = (index: number) =>
    ((rank[index - 1]?.width ?? 0) + (rank[index]?.width ?? 0)) / 2 + (index === 0 ? 0 : GAP);
  const pushedRight: number[] = [];
  for (const [index, x] of wanted.entries()) {
    const before = pushedRight[index - 1];
    pushedRight.push(before === undefined ? x : Math.max(x, before + apart(index)));
  }
  const pushedLeft = [...wanted];
  for (let index = wanted.length - 2; index >= 0; index -= 1) {
    const after = pushedLeft[index + 1] ?? 0;
    pushedLeft[index] = Math.min(wanted[index] ?? 0, after - apart(index + 1));
  }
  return pushedRight.map((x, index) => (x + (pushedLeft[index] ?? x)) / 2);
}

function mean(ids: readonly string[] | undefined, numberOf: ReadonlyMap<string, number>): number | null {
  const values = (ids ?? []).flatMap((id) => numberOf.get(id) ?? []);
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Sorts in place by the wish; a slot without one keeps its place among the others. */
function sortBy(rank: Slot[], wish: (slot: Slot) => number | null): void {
  const wished = rank.map((slot, index) => ({ slot, at: wish(slot), index }));
  const moving = wished
    .filter(({ at }) => at !== null)
    .sort((a, b) => (a.at ?? 0) - (b.at ?? 0) || a.index - b.index);
  let next = 0;
  for (const [index, { at, slot }] of wished.entries()) {
    if (at === null) rank[index] = slot;
    else {
      rank[index] = moving[next]?.slot ?? slot;
      next += 1;
    }
  }
}
