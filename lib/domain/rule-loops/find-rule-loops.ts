import { upperBoundsOf } from '../event-pattern/upper-bound.ts';
import type { LoopEdge, LoopGraph } from './loop-graph.ts';

export interface RuleLoop {
  /** Node IDs in order, from the rule asked for; the last one leads back to it. */
  path: string[];
  /** Fields that every round must keep below a number, in words; empty: nothing ends it. */
  bounds: string[];
}

const MAX_LOOPS = 20;
/** Paths looked at; graphs that are read by people stay far below. */
const MAX_PATHS = 20_000;

/**
 * The simple loops through a rule that are open now, shortest first and at most twenty; of equal length in the order of
 * their nodes' IDs.
 */
export function findRuleLoops(graph: LoopGraph, ruleId: string): RuleLoop[] {
  const leadsBack = nodesLeadingTo(graph, ruleId);
  const loops: RuleLoop[] = [];
  const paths: string[][] = [[ruleId]];
  for (let index = 0; index < paths.length && index < MAX_PATHS; index += 1) {
    const path = paths[index] ?? [];
    for (const { to } of openEdges(graph, path.at(-1) ?? '')) {
      if (to === ruleId) {
        loops.push({ path, bounds: boundsOf(graph, path) });
        if (loops.length === MAX_LOOPS) return loops;
      } else if (leadsBack.has(to) && !path.includes(to)) paths.push([...path, to]);
    }
  }
  return loops;
}

function openEdges(graph: LoopGraph, from: string): LoopEdge[] {
  return (graph.edgesFrom.get(from) ?? []).filter(({ open }) => open);
}

/** Walks the edges backwards. */
function nodesLeadingTo(graph: LoopGraph, id: string): Set<string> {
  const before = new Map<string, string[]>();
  for (const from of graph.edgesFrom.keys()) {
    for (const { to } of openEdges(graph, from)) before.set(to, [...(before.get(to) ?? []), from]);
  }
  const found = new Set([id]);
  for (const node of found) for (const earlier of before.get(node) ?? []) found.add(earlier);
  return found;
}

function boundsOf(graph: LoopGraph, path: readonly string[]): string[] {
  const bounds = new Set<string>();
  for (const id of path) {
    const pattern = graph.patterns.get(id);
    if (pattern === undefined) continue;
    for (const bound of upperBoundsOf(pattern)) {
      const relation = bound.inclusive ? 'at most' : 'below';
      bounds.add(`${bound.path.join('.')} stays ${relation} ${bound.below}`);
    }
  }
  return [...bounds];
}
