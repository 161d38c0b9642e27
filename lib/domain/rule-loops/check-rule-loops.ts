import { buildLoopGraph } from './build-loop-graph.ts';
import { findRuleLoops, type RuleLoop } from './find-rule-loops.ts';
import {
  type LoopEdge,
  type LoopGraph,
  type LoopNode,
  type LoopRule,
  type PublishedEvent,
  ruleNodeId,
} from './loop-graph.ts';

export interface RuleLoopCheck {
  nodes: (LoopNode & { own: boolean })[];
  edges: (Omit<LoopEdge, 'open'> & { inLoop: boolean })[];
  loops: RuleLoop[];
}

/** More are not drawn; loops are found all the same. */
const MAX_DRAWN_NODES = 60;

/**
 * What a rule runs, what that publishes and which rules that matches again, as a picture, and the loops through the
 * rule. A disabled rule is drawn, but no loop goes through it.
 */
export function checkRuleLoops(
  own: { eventBusName: string; ruleName: string },
  rules: readonly LoopRule[],
  published: readonly PublishedEvent[],
): RuleLoopCheck {
  const graph = buildLoopGraph(rules, published);
  const ruleId = ruleNodeId(own);
  const loops = findRuleLoops(graph, ruleId);
  const drawn = nodesDrawn(graph, ruleId, loops);
  const looping = new Set(
    loops.flatMap(({ path }) => path.map((id, index) => `${id}\n${path[index + 1] ?? ruleId}`)),
  );
  return {
    nodes: [...drawn].flatMap((id) => {
      const node = graph.nodes.get(id);
      return node === undefined ? [] : [{ ...node, own: id === ruleId }];
    }),
    edges: [...drawn].flatMap((id) =>
      (graph.edgesFrom.get(id) ?? [])
        .filter(({ to }) => drawn.has(to))
        .map(({ from, to, kind, certainty, evidence }) => ({
          from,
          to,
          kind,
          certainty,
          evidence,
          inLoop: looping.has(`${from}\n${to}`),
        })),
    ),
    loops,
  };
}

/** From the rule outwards, those of loops first of all. */
function nodesDrawn(graph: LoopGraph, ruleId: string, loops: readonly RuleLoop[]): Set<string> {
  const drawn = new Set([ruleId, ...loops.flatMap(({ path }) => path)]);
  for (const id of drawn) {
    for (const { to } of graph.edgesFrom.get(id) ?? []) {
      if (drawn.size >= MAX_DRAWN_NODES) return drawn;
      drawn.add(to);
    }
  }
  return drawn;
}
