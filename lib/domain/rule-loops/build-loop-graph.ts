import type { EventPattern } from '../event-pattern/event-pattern.ts';
import {
  functionNodeId,
  type LoopEdge,
  type LoopGraph,
  type LoopNode,
  type LoopRule,
  type PublishedEvent,
  ruleNodeId,
} from './loop-graph.ts';
import { rulesReached } from './rules-reached.ts';

const STRENGTH = { recorded: 3, declared: 2, possible: 1 } as const;

/** The graph of rules and functions; the same for the same rules and events in any order, but for equal evidence. */
export function buildLoopGraph(rules: readonly LoopRule[], published: readonly PublishedEvent[]): LoopGraph {
  const nodes = new Map<string, LoopNode>();
  const edges = new Map<string, LoopEdge>();
  const patterns = new Map<string, EventPattern>();
  const add = (edge: LoopEdge) => {
    const key = `${edge.from}\n${edge.to}`;
    const known = edges.get(key);
    if (known === undefined || isStronger(edge, known)) edges.set(key, edge);
  };
  for (const rule of rules) {
    const id = ruleNodeId(rule);
    const state = rule.enabled ? '' : ' (disabled)';
    nodes.set(id, { id, kind: 'rule', label: `${rule.ruleName}${state}` });
    if (rule.pattern !== null) patterns.set(id, rule.pattern);
    for (const functionName of rule.functionNames) {
      nodes.set(functionNodeId(functionName), functionNode(functionName));
      const evidence = `${rule.ruleName} has ${functionName} as its target`;
      const to = functionNodeId(functionName);
      add({ from: id, to, kind: 'targets', certainty: 'recorded', evidence, open: rule.enabled });
    }
  }
  for (const event of published) {
    const from = functionNodeId(event.functionName);
    nodes.set(from, functionNode(event.functionName));
    for (const { rule, certainty, through, open } of rulesReached(event, rules)) {
      const evidence = through === null ? event.evidence : `${event.evidence}, forwarded by rule ${through}`;
      add({ from, to: ruleNodeId(rule), kind: 'publishes', certainty, evidence, open });
    }
  }
  return { nodes, edgesFrom: byStart([...edges.values()]), patterns };
}

function isStronger(edge: LoopEdge, known: LoopEdge): boolean {
  if (edge.open !== known.open) return edge.open;
  return STRENGTH[edge.certainty] > STRENGTH[known.certainty];
}

function functionNode(functionName: string): LoopNode {
  return { id: functionNodeId(functionName), kind: 'function', label: functionName };
}

function byStart(edges: LoopEdge[]): Map<string, LoopEdge[]> {
  const edgesFrom = new Map<string, LoopEdge[]>();
  for (const edge of edges.sort((a, b) => (a.to < b.to ? -1 : 1))) {
    const others = edgesFrom.get(edge.from);
    if (others === undefined) edgesFrom.set(edge.from, [edge]);
    else others.push(edge);
  }
  return edgesFrom;
}
