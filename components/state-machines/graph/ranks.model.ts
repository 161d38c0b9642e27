import type { StateMachineGraph } from '@/lib/contract/state-machine';

type GraphEdge = StateMachineGraph['edges'][number];

/** All transitions from one state to another, drawn as one line. */
export interface Line {
  from: string;
  to: string;
  /** `catch` only where no other way leads there. */
  kind: GraphEdge['kind'];
  label: string | null;
}

/** Transitions that share both ends as one line; what is written on them is joined. */
export function linesOf(edges: readonly GraphEdge[]): Line[] {
  const lines = new Map<string, Line>();
  for (const { from, to, kind, label } of edges) {
    const key = JSON.stringify([from, to]);
    const line = lines.get(key);
    if (line === undefined) {
      lines.set(key, { from, to, kind, label });
      continue;
    }
    line.kind = line.kind === 'catch' ? kind : line.kind;
    line.label = [line.label, label].filter((part) => part !== null).join(' or ') || null;
  }
  return [...lines.values()];
}

export interface Ranked {
  /** 0 at the top. */
  rankOf: ReadonlyMap<string, number>;
  /** Lines that lead back up: of loops. */
  back: ReadonlySet<Line>;
}

/** Ranks of the nodes, each below all that lead to it but for loops; a line with words on it spans two. */
export function rankNodes(ids: readonly string[], lines: readonly Line[]): Ranked {
  const out = new Map<string, Line[]>(ids.map((id) => [id, []]));
  for (const line of lines) out.get(line.from)?.push(line);
  const { back, finished } = walkDepthFirst(ids, out);
  const rankOf = new Map<string, number>(ids.map((id) => [id, 0]));
  for (const id of finished.reverse()) {
    for (const line of out.get(id) ?? []) {
      if (back.has(line)) continue;
      const below = (rankOf.get(id) ?? 0) + (line.label === null ? 1 : 2);
      if (below > (rankOf.get(line.to) ?? 0)) rankOf.set(line.to, below);
    }
  }
  return { rankOf, back };
}

/** Which lines lead to a node that is still open, and the nodes in the order in which they were left. */
function walkDepthFirst(ids: readonly string[], out: ReadonlyMap<string, readonly Line[]>) {
  const state = new Map<string, 'open' | 'left'>();
  const back = new Set<Line>();
  const finished: string[] = [];
  for (const root of ids) {
    if (state.has(root)) continue;
    state.set(root, 'open');
    const path = [{ id: root, next: 0 }];
    for (let here = path.at(-1); here !== undefined; here = path.at(-1)) {
      const line = out.get(here.id)?.[here.next];
      here.next += 1;
      if (line === undefined) {
        state.set(here.id, 'left');
        finished.push(here.id);
        path.pop();
      } else if (state.get(line.to) === 'open') back.add(line);
      else if (!state.has(line.to)) {
        state.set(line.to, 'open');
        path.push({ id: line.to, next: 0 });
      }
    }
  }
  return { back, finished };
}
